import type { Larder, SessionStore } from '@larder/sdk'
import { createLarder } from '@larder/sdk'
import { readConfig } from './config-file.ts'
import { httpExchange } from './http-exchange.ts'
import { requireProfile } from './require-profile.ts'
import type { Settings } from './settings.ts'
import { saveProfile } from './settings.ts'

export type Who = 'whoever is signed in' | 'nobody'

/**
 * Connects to the server of the settings. A token from the environment goes before a kept one. Throws a
 * problem for a profile that does not exist, unless nobody is to be signed in: what is mistyped would end at
 * the server that is asked by default.
 */
export function connectAs(who: Who, settings: Settings, note: (text: string) => void): Larder {
  const { url, retries, configPath, profileName, lacksProfile } = settings
  if (lacksProfile && who !== 'nobody') requireProfile(readConfig(configPath), profileName)
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
