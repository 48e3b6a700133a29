import { domainToASCII } from 'node:url'

/**
 * The key by which addresses are told apart, or null when it is not an address. Case and
 * compatibility forms (full-width letters, ligatures, decomposed accents) make no difference, and
 * neither do the two spellings of an international domain. Letters of different scripts that merely
 * look alike stay different. It is computed here and not by a collation, so that both engines agree.
 *
 * Mail always goes to the stored address, never to one that was typed and merely has the same key.
 */
export function emailKey(email: string): string | null {
  const match = /^([^\s@"(),:;<>[\\\]]{1,64})@([^\s@/?#:]{1,253})$/u.exec(email.normalize('NFKC'))
  if (!match?.[1] || !match[2]) return null
  const local = foldCase(match[1])
  const domain = domainToASCII(match[2].toLowerCase())
  if (!isDomain(domain) || /\p{C}|^\.|\.$|\.\./u.test(local)) return null
  return `${local}@${domain}`
}

/** Without case: upper-casing first also unites letters with two lower-case forms, such as the long s. */
export function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().normalize('NFKC')
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.')
  return (
    labels.length >= 2 &&
    domain.length <= 253 &&
    labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}
