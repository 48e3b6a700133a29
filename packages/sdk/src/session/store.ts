/**
 * Where sessions are kept, one for each server, so that none is ever sent to another. A `Map` is
 * one; methods may also answer promises.
 */
export interface SessionStore {
  /** The session with the server at this URL, if there is one. */
  get(server: string): string | undefined | Promise<string | undefined>
  set(server: string, session: string): unknown
  delete(server: string): unknown
}

/** Keeps sessions until the program ends. */
export function memorySession(): SessionStore {
  return new Map<string, string>()
}
