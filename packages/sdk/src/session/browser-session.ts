import type { SessionStore } from './store.ts'

/**
 * Keeps sessions in the browser, over visits: in `localStorage`, or in the storage given
 * (`sessionStorage`: until the tab is closed). Every script of the page's origin can read them.
 */
export function browserSession(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage,
): SessionStore {
  const key = (server: string) => `larder session ${server}`
  return {
    get: (server) => storage.getItem(key(server)) ?? undefined,
    set: (server, session) => storage.setItem(key(server), session),
    delete: (server) => storage.removeItem(key(server)),
  }
}
