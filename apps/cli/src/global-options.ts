import { flag, option } from './command/parameter.ts'

/** What every command takes, before or after its own options. */
export const globalOptions = {
  json: flag('Print data as JSON, with the field names of the API'),
  url: option('<url>', 'The server to talk to (default: http://127.0.0.1:3000)'),
  profile: option('<name>', 'Act as this profile; see "larder profiles"'),
  household: option('<household>', 'By id or name, for those in several; see "larder orgs"'),
  noColor: flag('Print without colours'),
  verbose: flag('With errors, also print their reason and request id'),
}

/** Their values; commander keeps `--no-color` as `color: false`. */
export interface GlobalOptions {
  json?: boolean
  url?: string
  profile?: string
  household?: string
  color?: boolean
  verbose?: boolean
}
