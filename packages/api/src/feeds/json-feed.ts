import type { Feed, FeedAuthor } from './feed.ts'

/** A feed in JSON Feed 1.1. What is undefined is left out. */
export function jsonFeedOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.url,
    description: feed.description || undefined,
    authors: feed.author ? [authorOf(feed.author)] : undefined,
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_text: item.text,
      date_published: item.publishedAt,
      authors: [authorOf(item.author)],
      tags: item.tags.length > 0 ? item.tags : undefined,
      language: item.language ?? undefined,
    })),
  })
}

function authorOf({ name, url }: FeedAuthor): object {
  return { name, url }
}
