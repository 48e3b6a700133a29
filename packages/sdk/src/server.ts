/** The address that stands for a server, however it was written. Throws a TypeError. */
export function serverAt(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(
      `"${url}" is not the address of a server. Write it like http://127.0.0.1:3000.`,
    )
  }
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/\/+$/, '')
}
