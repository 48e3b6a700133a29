import type { Larder, SessionStore } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { httpExchange } from './http-exchange.ts'
import type { Settings } from './settings.ts'
import { saveProfile } from './settings.ts'

export type Who = 'whoever is signed in' | 'nobody'

/** Connects to the server of the settings. A token from the environment goes before a kept one. */
export function connectAs(who: Who, settings: Settings, note: (text: string) => void): Larder {
  const { url, retries } = settings
  const kept = keptFor(settings)
  const { token, session } =
    who === 'nobody' ? {} : { token: settings.token ?? kept?.token, session: kept?.session }
  return createLarder({
    url,
    retries,
    token,
    session: sessionStore(settings, session),
    fetch: httpExchange((seconds) => note(`The server asks to wait ${seconds} s.`)),
  })
}

/** What is kept in the profile, unless it is for another server: a credential never goes there. */
function keptFor({ url, profile }: Settings): Settings['profile'] {
  return profile?.url === url ? profile : undefined
}

/** Keeps the session that a command starts in the profile, and forgets the one it ends. */
function sessionStore(
  { configPath, profileName }: Settings,
  session: string | undefined,
): SessionStore {
  return {
    get: () => session,
    set: (url, started) => saveProfile(configPath, profileName, { url, session: started }),
    delete: (url) => saveProfile(configPath, profileName, { url }),
  }
}
