/** Characters that mean something to a path, on any system, or to a shell that expands names. */
const MEANINGFUL = /[/\\:*?"<>|]/g

/** Control characters, and what turns the direction of writing or takes no place. */
const INVISIBLE = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/**
 * A `Content-Disposition` header (RFC 6266), whatever the name: it names a file in the directory where
 * downloads go, and looks like what it is. Old clients get an ASCII name, all others the real one.
 */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_')
  if (plain === name) return `${kind}; filename="${plain}"`
  return `${kind}; filename="${plain}"; filename*=UTF-8''${extendedValue(name)}`
}

/** A name as it can be saved anywhere: without separators, invisible characters and leading dots. */
export function savedName(name: string, fallback: string): string {
  const tame = name
    .toWellFormed()
    .replaceAll(INVISIBLE, '')
    .replaceAll(MEANINGFUL, '_')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '')
  return tame === '' ? fallback : tame
}

/** RFC 8187: what `encodeURIComponent` leaves alone and a header would not. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
