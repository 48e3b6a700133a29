import type { Environment } from '../../config/settings.ts'

/** The language that the shell speaks, as far as Larder does. */
export function languageOf(environment: Environment): 'en' | 'fr' {
  const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || ''
  return /^fr\b/i.test(locale.replace('_', '-')) ? 'fr' : 'en'
}

/** The IANA time zone of this machine. */
export function timeZoneOfHost(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC'
}
