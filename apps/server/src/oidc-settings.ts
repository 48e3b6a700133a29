import type { IdentityProvider } from '@larder/api'
import { isLoopback } from '@larder/api'

// LARDER_OIDC_<NAME>_ISSUER and its like: as many providers as there are names.

const parts = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET', 'LABEL', 'ALLOW_HTTP'] as const
type Part = (typeof parts)[number]
type Given = Partial<Record<Part, string>>

const NAME =
  /^LARDER_OIDC_([A-Z0-9]+(?:_[A-Z0-9]+)*?)_(ISSUER|CLIENT_ID|CLIENT_SECRET|LABEL|ALLOW_HTTP)$/
const KNOWN = `A provider has LARDER_OIDC_<NAME>_${parts.join(', _')}; and there is LARDER_OIDC_REDIRECT_URIS.`
const LONGEST_NAME = 30

/** Whether a variable is one of a provider, or was meant to be. */
export function isProviderSetting(name: string): boolean {
  return name.startsWith('LARDER_OIDC_') && name !== 'LARDER_OIDC_REDIRECT_URIS'
}

/** The providers that an environment names, and what is wrong with it. No value of a secret is shown. */
export function readProviders(environment: Record<string, string | undefined>): {
  providers: IdentityProvider[]
  problems: string[]
} {
  const byName = new Map<string, Given>()
  const problems: string[] = []
  for (const variable of Object.keys(environment).filter(isProviderSetting)) {
    const [, name, part] = NAME.exec(variable) ?? []
    if (name === undefined || part === undefined) {
      problems.push(`${variable} is not a setting of Larder. ${KNOWN}`)
      continue
    }
    const given = { ...byName.get(name), [part]: environment[variable] }
    byName.set(name, given)
  }
  for (const [name, given] of byName) problems.push(...problemsOf(name, given))
  const providers = [...byName].map(([name, given]) => providerFrom(name, given))
  return { providers: problems.length > 0 ? [] : providers, problems }
}

function providerFrom(name: string, given: Given): IdentityProvider {
  return {
    name: name.toLowerCase().replaceAll('_', '-'),
    label: given.LABEL ?? name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' '),
    issuer: given.ISSUER ?? '',
    clientId: given.CLIENT_ID ?? '',
    clientSecret: given.CLIENT_SECRET,
    allowHttp: given.ALLOW_HTTP === 'true',
  }
}

function problemsOf(name: string, given: Given): string[] {
  const variable = (part: Part) => `LARDER_OIDC_${name}_${part}`
  const missing = (['ISSUER', 'CLIENT_ID'] as const)
    .filter((part) => given[part] === undefined)
    .map((part) => `${variable(part)} is missing: the provider "${name.toLowerCase()}" needs it.`)
  const { ISSUER: issuer, LABEL: label, ALLOW_HTTP: allowHttp } = given
  const problem = issuer === undefined ? undefined : issuerProblem(issuer, allowHttp === 'true')
  return [
    ...missing,
    ...(name.length > LONGEST_NAME
      ? [`${variable('ISSUER')} has a name of more than ${LONGEST_NAME} characters. Shorten it.`]
      : []),
    // Its value is not shown: somebody may have put a password into it.
    ...(problem === undefined ? [] : [`${variable('ISSUER')} cannot be used: it ${problem}.`]),
    ...(label !== undefined && (label.length > 60 || /\p{Cc}/u.test(label))
      ? [`${variable('LABEL')} must be one line of at most 60 characters.`]
      : []),
    ...(allowHttp === undefined || ['true', 'false'].includes(allowHttp)
      ? []
      : [`${variable('ALLOW_HTTP')} is "${allowHttp}", but it must be true or false.`]),
  ]
}

function issuerProblem(issuer: string, allowHttp: boolean): string | undefined {
  if (!URL.canParse(issuer) || !/^https?:\/\//.test(issuer)) {
    return 'must be the address of a provider, such as https://id.example.org'
  }
  const { protocol, hostname, search, hash, username, password } = new URL(issuer)
  if (search + hash + username + password !== '') return 'must not have a "?", a "#" or a password'
  if (protocol === 'https:' || allowHttp || isLoopback(hostname)) return undefined
  return 'must begin with https://, or anybody on the way could say who somebody is; with ..._ALLOW_HTTP=true it may be http://'
}

/** What is wrong with an address that providers may send back to. */
export function redirectUriProblem(uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'is not a URL'
  const { protocol, hostname, search, hash, username, password, href } = new URL(uri)
  if (href !== uri || search + hash + username + password !== '' || /[?#]/.test(uri)) {
    return 'is not written plainly'
  }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return isSafe ? undefined : 'is not https'
}
