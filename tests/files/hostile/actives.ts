import type { HostileFile } from './hostile-file.ts'

/** What runs scripts, reads files or fetches addresses where it is opened, such as `address`. */
export function actives(address: string): HostileFile[] {
  const svg = (inside: string, before = '') =>
    `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="20">${inside}</svg>`
  const entity = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
  const texts = {
    'an SVG with a script': svg('<script>alert(1)</script>'),
    'an SVG with HTML in it': svg(
      '<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>',
    ),
    'an SVG with an external entity': svg('<text y="9">&x;</text>', entity),
    'an SVG that fetches a picture': svg(`<image xlink:href="${address}" width="9" height="9"/>`),
    'an SVG that reads a file': svg(
      '<image xlink:href="file:///etc/passwd" width="9" height="9"/>',
    ),
    HTML: '<!doctype html><script>alert(1)</script>',
    'a PDF with a script':
      '%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n%%EOF',
    PostScript: '%!PS-Adobe-3.0\n(/etc/passwd) (r) file',
    'a list of drawing commands': `push graphic-context\nviewbox 0 0 9 9\nfill 'url(${address})'\npop graphic-context`,
    'an M3U8 playlist': `#EXTM3U\n#EXTINF:1,\n${address}\n#EXT-X-ENDLIST`,
    // Formats that are harmless, but need a decoder that is not wanted.
    'a PPM': 'P6\n1 1\n255\nabc',
    'a Radiance picture': '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\nabcd',
  }
  return Object.entries(texts).flatMap(([what, text]): HostileFile[] => {
    const bytes = Buffer.from(text)
    return [
      {
        what,
        bytes,
        comesTo: 'not a picture',
        name: 'me.jpg',
        headers: { 'content-type': 'image/jpeg' },
      },
      {
        what: `${what}, as a file`,
        bytes,
        as: 'file',
        comesTo: 'ready',
        name: 'page.html',
        headers: { 'content-type': 'text/html' },
      },
    ]
  })
}
