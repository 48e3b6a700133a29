import type { Feed, FeedAuthor, FeedItem } from './feed.ts'

/** A feed in Atom (RFC 4287). */
export function atomOf(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', feed.id),
    element('title', feed.title),
    ...(feed.description === '' ? [] : [element('subtitle', feed.description)]),
    element('updated', feed.updatedAt),
    ...linked(feed.url),
    ...(feed.author ? [person(feed.author)] : []),
    ...feed.items.map(entry),
    '</feed>',
    '',
  ].join('\n')
}

function entry(item: FeedItem): string {
  const language = item.language === null ? '' : ` xml:lang="${escaped(item.language)}"`
  return [
    `<entry${language}>`,
    element('id', item.id),
    element('title', item.title),
    element('published', item.publishedAt),
    // Of what else may change nobody keeps the time.
    element('updated', item.publishedAt),
    ...linked(item.url),
    person(item.author),
    ...item.tags.map((tag) => `<category term="${escaped(tag)}"/>`),
    // An entry without a link has to have content.
    element('content', item.text),
    '</entry>',
  ].join('\n')
}

function linked(url: string | undefined): string[] {
  return url === undefined ? [] : [`<link rel="alternate" href="${escaped(url)}"/>`]
}

function person({ name, url }: FeedAuthor): string {
  return `<author>${element('name', name)}${url === undefined ? '' : element('uri', url)}</author>`
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

/** XML has no way to write the two characters that are none. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
