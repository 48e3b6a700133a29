/** The name in a `Content-Disposition` header (RFC 6266), in whatever characters; undefined if none. */
export function fileNameIn(disposition: string | null): string | undefined {
  const [, extended] = /;\s*filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition ?? '') ?? []
  const [, quoted] = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition ?? '') ?? []
  return decoded(extended) ?? quoted?.replace(/\\(.)/g, '$1')
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}
