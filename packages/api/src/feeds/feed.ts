/** Videos as a feed reader takes them, whatever the format. */
export interface Feed {
  /** Which of all feeds in the world it is. */
  id: string
  title: string
  description: string
  /** Its page of the front end; undefined: nobody said where that is. */
  url: string | undefined
  /** Whose it is; undefined: every video says so itself. */
  author: FeedAuthor | undefined
  /** When it last changed, as far as its readers see: an instant. */
  updatedAt: string
  items: FeedItem[]
}

export interface FeedAuthor {
  name: string
  url: string | undefined
}

export interface FeedItem {
  id: string
  title: string
  text: string
  url: string | undefined
  author: FeedAuthor
  tags: string[]
  /** BCP 47; null: not said. */
  language: string | null
  publishedAt: string
}
