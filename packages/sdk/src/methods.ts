import type { CallOptions, CommandOptions } from './calls.ts'
import type { Procedures } from './generated/index.ts'
import { procedures } from './generated/procedures.ts'
import { everyItem } from './pages.ts'

/**
 * What a procedure is to its caller. `query`: may be repeated. `list`: a query that answers pages.
 * `command`: may be repeated under its idempotency key. `once`: must not be repeated.
 */
export type Kind = 'query' | 'list' | 'command' | 'once'

export interface Call {
  kind: Kind
  path: string
  input: unknown
  idempotencyKey: string | undefined
  signal: AbortSignal | undefined
}

type Branch = { [name: string]: Branch | Method }
type Method = (input?: unknown, options?: CommandOptions) => Promise<unknown>

/** Makes a function of every procedure, at its place: `freezers.products.list(input, options)`. */
export function callsWith(perform: (call: Call) => Promise<unknown>): Procedures {
  const root: Branch = {}
  for (const [path, kind] of Object.entries<Kind>(procedures)) {
    const names = path.split('.')
    const name = names.pop() ?? path
    branchAt(root, names)[name] = methodOf(kind, path, perform)
  }
  return root as unknown as Procedures
}

function branchAt(root: Branch, names: string[]): Branch {
  let branch = root
  for (const name of names) {
    branch[name] ??= {}
    branch = branch[name] as Branch
  }
  return branch
}

function methodOf(kind: Kind, path: string, perform: (call: Call) => Promise<unknown>): Method {
  const method: Method = async (input, { signal, idempotencyKey } = {}) => {
    const key = kind === 'command' ? (idempotencyKey ?? newKey()) : undefined
    return perform({ kind, path, input, idempotencyKey: key, signal })
  }
  if (kind !== 'list') return method
  const all = (input?: object, options?: CallOptions) => everyItem(method, input, options)
  return Object.assign(method, { all })
}

/** Browsers offer `crypto.randomUUID` only over HTTPS, which a server at home may not have. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
