/** An element of a document. */
export interface Element {
  name: string
  attributes: Record<string, string>
  children: Element[]
  /** What stands directly in it. */
  text: string
}

const token =
  /<(?<close>\/)?(?<name>[A-Za-z][\w:.-]*)(?<attributes>(?:\s+[\w:.-]+="[^"<]*")*)\s*(?<empty>\/)?>|(?<text>[^<]+)/gy
const attribute = /([\w:.-]+)="([^"<]*)"/g

/**
 * Reads a document as strictly as XML asks: one root, every element closed in its order, no attribute
 * twice, no bare & or <, none but the characters that XML has. Throws what is wrong. It knows no comments,
 * processing instructions and document types, which our feeds have none of.
 */
export function parseXml(source: string): Element {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>'
  if (!source.startsWith(declaration)) throw new Error('There is no XML declaration.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  const wrong = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(source)
  if (wrong || !source.isWellFormed()) throw new Error('There is a character that XML has not.')
  const body = source.slice(declaration.length).trim()
  const outside: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [outside]
  token.lastIndex = 0
  while (token.lastIndex < body.length) {
    const at = token.lastIndex
    const found = token.exec(body)?.groups
    const within = open.at(-1)
    if (!found || !within)
      throw new Error(`It cannot be read from ${at}: ${body.slice(at, at + 40)}`)
    const { close, name = '', attributes = '', empty, text } = found
    if (text !== undefined) within.text += decoded(text)
    else if (close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element.`)
    } else {
      const element = { name, attributes: attributesIn(attributes), children: [], text: '' }
      within.children.push(element)
      if (!empty) open.push(element)
    }
  }
  const [root, ...more] = outside.children
  if (open.length > 1) throw new Error(`<${open.at(-1)?.name}> is not closed.`)
  if (!root || more.length > 0 || outside.text.trim() !== '')
    throw new Error('It has not one root.')
  return root
}

function attributesIn(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of text.matchAll(attribute)) {
    if (Object.hasOwn(attributes, name)) throw new Error(`${name} is there twice.`)
    attributes[name] = decoded(value)
  }
  return attributes
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replaceAll(/&(?:#(\d+);|(\w+);)?/g, (all, code?: string, name?: string) => {
    const character = code ? String.fromCodePoint(Number(code)) : named[name ?? '']
    if (character === undefined) throw new Error(`${all} is no reference.`)
    return character
  })
}

/** The children of an element that have a name. */
export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name)
}
