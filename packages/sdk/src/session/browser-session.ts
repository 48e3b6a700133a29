import type { SessionStore } from './store.ts'

/** As much of the browser's `Storage` as is needed. */
export interface BrowserStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/**
 * Keeps sessions in the browser, over visits: in `localStorage`, or in the storage given
 * (`sessionStorage`: until the tab is closed). Every script of the page's origin can read them.
 */
export function browserSession(storage?: BrowserStorage): SessionStore {
  const key = (server: string) => `larder session ${server}`
  // Looked for when it is needed: where pages are rendered on a server there is none.
  const place = (): BrowserStorage => storage ?? globalThis.localStorage
  return {
    get: (server) => place().getItem(key(server)) ?? undefined,
    set: (server, session) => place().setItem(key(server), session),
    delete: (server) => place().removeItem(key(server)),
  }
}
