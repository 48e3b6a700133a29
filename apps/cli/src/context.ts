import type { Larder } from '@larder/sdk'
import type { Who } from './config/connect.ts'
import type { Environment, Settings } from './config/settings.ts'
import { readSettings } from './config/settings.ts'
import type { GlobalOptions } from './global-options.ts'
import type { Home } from './lookup/household.ts'
import type { Output } from './output/output.ts'
import { createOutput } from './output/output.ts'
import { styleOf } from './output/style.ts'

/** What a command works with. */
export interface Context {
  readonly environment: Environment
  readonly output: Output
  /** Read when first asked for. */
  readonly settings: Settings
  /** Connects as whoever is signed in. */
  connect(): Promise<Larder>
  /** The same, with the household that was asked for. */
  connectHome(): Promise<Home>
  /** Connects as nobody, to register or sign in; the session that starts is kept. */
  connectAnonymously(): Promise<Larder>
}

/** Makes the context of one command. Nothing is read and nobody is asked before it is needed. */
export function createContext(
  options: GlobalOptions,
  environment: Environment,
  onConnect: (url: string) => void,
): Context {
  const output = createOutput(options, styleOf(options, environment))
  let settings: Settings | undefined
  const context: Context = {
    environment,
    output,
    get settings() {
      settings ??= readSettings(options, environment)
      return settings
    },
    connect: () => connectAs('whoever is signed in'),
    async connectHome() {
      const larder = await connectAs('whoever is signed in')
      const { household } = context.settings
      if (household === undefined) return { larder, householdId: undefined }
      const { householdIdOf } = await import('./lookup/household.ts')
      return { larder, householdId: await householdIdOf(larder, household) }
    },
    connectAnonymously: () => connectAs('nobody'),
  }
  return context

  async function connectAs(who: Who): Promise<Larder> {
    onConnect(context.settings.url)
    const { connectAs } = await import('./config/connect.ts')
    return connectAs(who, context.settings, output.note)
  }
}
