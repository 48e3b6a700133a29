import type { CallOptions, CommandOptions, FeedOptions } from './calls.ts'
import type { Procedures } from './generated/index.ts'
import { procedures } from './generated/procedures.ts'
import { everyItem } from './pages.ts'

/**
 * What a procedure is to its caller. `query`: may be repeated. `list`: a query that answers pages.
 * `command`: may be repeated under its idempotency key. `once`: must not be repeated. `feed`: goes on.
 */
export type Kind = 'query' | 'list' | 'command' | 'once' | 'feed'

/** Has a call made. */
export type Perform = (call: Call) => Promise<unknown>

/** Has a feed followed. */
export type Follow = (
  path: string,
  input: object | undefined,
  options: FeedOptions | undefined,
) => AsyncGenerator<unknown, void, undefined>

export interface Call {
  kind: Kind
  path: string
  input: unknown
  idempotencyKey: string | undefined
  signal: AbortSignal | undefined
}

type Branch = { [name: string]: Branch | Method | FeedMethod }
type Method = (input?: unknown, options?: CommandOptions) => Promise<unknown>
type FeedMethod = (input?: object, options?: FeedOptions) => ReturnType<Follow>

/** Makes a function of every procedure, at its place: `freezers.products.list(input, options)`. */
export function callsWith(perform: Perform, follow: Follow): Procedures {
  const root: Branch = {}
  for (const [path, kind] of Object.entries<Kind>(procedures)) {
    const names = path.split('.')
    const name = names.pop() ?? path
    const feed: FeedMethod = (input, options) => follow(path, input, options)
    branchAt(root, names)[name] = kind === 'feed' ? feed : methodOf(kind, path, perform)
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

function methodOf(kind: Kind, path: string, perform: Perform): Method {
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
