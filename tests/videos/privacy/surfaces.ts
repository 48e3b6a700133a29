import type { Case, Scene, Visitor } from './scene.ts'
import { SOUGHT } from './scene.ts'

/**
 * A place where a video may show. `watch`: to whoever may watch it, and each is asked for one video;
 * `listed`: the same in a list, where nobody passes a grant on; `find`: to whoever finds it; `told`: the
 * same, and its owner in every state; `everyone`: what everybody finds; `feed`: what the reader of a feed
 * finds; `own`: to its owner alone, who is not asked, because it would be changed; `mine`: a list of the
 * owner's; `file`: the file that a video has, which no privacy shows to anybody but its owner.
 */
export type Surface =
  | {
      kind: 'watch' | 'own' | 'file'
      shows(scene: Scene, visitor: Visitor, video: Case): Promise<boolean>
    }
  | {
      kind: 'listed' | 'find' | 'told' | 'everyone' | 'feed' | 'mine'
      /** All that it says to somebody. */
      read(scene: Scene, visitor: Visitor): Promise<string>
    }

/** A procedure that takes a video shows others in its answer too: a surface of its own. */
export const ANSWERS = ': its answers'

/** Every procedure that takes a video or answers one. One that is not in here fails the suite. */
export const surfaces: Record<string, Surface> = {
  'videos.get': watched('videos.get'),
  'videos.comments.list': watched('videos.comments.list', ({ publicId: videoId }) => ({ videoId })),
  'videos.comments.add': watched('videos.comments.add', ({ publicId: videoId }) => ({
    videoId,
    text: 'seen',
  })),
  'videos.react': watched('videos.react', ({ publicId: id }) => ({ id, reaction: 'like' })),
  'videos.views.count': watched('videos.views.count'),
  'videos.positions.save': watched('videos.positions.save', ({ publicId: id }) => ({
    id,
    positionMs: 1_000,
  })),
  'playlists.add': watched('playlists.add', ({ publicId: videoId }, { playlistId: id }) => ({
    id,
    videoId,
  })),
  'videos.captions.get': watched('videos.captions.get', ({ publicId: id }) => ({
    id,
    language: 'en',
  })),
  'videos.related': watched('videos.related'),
  'GET /videos/:id/stream': fetched('stream'),
  'GET /videos/:id/hls/:name': fetched('hls/360p.mp4', 'hls/360p.m3u8'),
  'GET /videos/:id/pictures/:label': fetched('pictures/thumb'),
  'GET /videos/:id/captions/:name': fetched('captions/en.vtt'),

  'files.get': filed(({ larder }, visitor, video) =>
    isShown(larder, { path: 'files.get', asked: { id: video.fileId }, visitor, video }),
  ),
  'GET /files/:id': filed((scene, visitor, { fileId }) => isRead(scene, visitor, `${fileId}`)),
  'GET /files/:id/:rendition': filed((scene, visitor, { fileId }) =>
    isRead(scene, visitor, `${fileId}/thumb`),
  ),

  'playlists.videos': listed('listed', 'playlists.videos', ({ playlistId: id }) => ({ id })),
  'videos.history.list': listed('listed', 'videos.history.list'),
  'videos.list': listed('find', 'videos.list'),
  'videos.search': listed('find', 'videos.search', () => ({ query: SOUGHT })),
  'videos.trending': listed('find', 'videos.trending', () => ({ limit: 100 })),
  [`videos.related${ANSWERS}`]: listed('find', 'videos.related', ({ anchorId: id }) => ({
    id,
    limit: 100,
  })),
  'notifications.list': listed('told', 'notifications.list'),
  'videos.mine': listed('mine', 'videos.mine'),
  'GET /channels/:handle/:name': {
    kind: 'everyone',
    async read({ larder, handles }, visitor) {
      const paths = handles.flatMap((handle) =>
        ['atom', 'json'].map((format) => `/channels/${handle}/feed.${format}`),
      )
      const texts = paths.map(async (path) => (await ask(larder.url + path, visitor)).text())
      return (await Promise.all(texts)).join('\n')
    },
  },
  'GET /feeds/:name': {
    kind: 'feed',
    async read({ larder }, visitor) {
      const read = async (format: string) =>
        (await ask(`${larder.url}/feeds/${visitor.feed}.${format}`, visitor)).text()
      return visitor.feed === null ? '' : (await read('atom')) + (await read('json'))
    },
  },

  'videos.comments.switch': owned('videos.comments.switch', ({ publicId: videoId }) => ({
    videoId,
    on: true,
  })),
  'videos.captions.put': owned('videos.captions.put', ({ publicId: id }) => ({
    ...{ id, language: 'en', label: 'English' },
    vtt: 'WEBVTT\n\n00:00.000 --> 00:01.000\nBread.\n',
  })),
  'videos.captions.remove': owned('videos.captions.remove', ({ publicId: id }) => ({
    id,
    language: 'en',
  })),
  'videos.thumbnail.at': owned('videos.thumbnail.at', ({ publicId: id }) => ({ id, atMs: 0 })),
  'videos.thumbnail.choose': owned('videos.thumbnail.choose', ({ publicId: id }) => ({
    id,
    label: 'thumb',
  })),
  'videos.thumbnail.set': owned('videos.thumbnail.set', ({ publicId: id }) => ({ id, fileId: 1 })),
  'videos.edit': owned('videos.edit'),
  'videos.move': owned('videos.move', ({ publicId: id }) => ({ id, channelId: 1 })),
  'videos.setPrivacy': owned('videos.setPrivacy', ({ publicId: id }) => ({
    id,
    privacy: 'public',
  })),
  'videos.publish': owned('videos.publish'),
  'videos.unpublish': owned('videos.unpublish'),
  'videos.delete': owned('videos.delete'),
  'videos.restore': owned('videos.restore'),
  'videos.purge': owned('videos.purge'),
  'videos.link': owned('videos.link'),
  'videos.retry': owned('videos.retry'),
  'videos.setFile': owned('videos.setFile', ({ publicId: id }) => ({ id, fileId: 1 })),
}

/** What looks like a surface and is none, each with the reason why. */
export const noSurfaces: Record<string, string> = {
  'videos.create': 'makes a video, and shows it to who made it',
  'files.link':
    'refuses the file of a video to everybody: tests/videos/domain/file-of-a-video.test.ts',
  'videos.unlock': 'says by a password whether it opens: tests/videos/watching/links.test.ts',
  'videos.history.remove': 'says the same whether there is such a video or not',
  'playlists.get': 'takes the id of a playlist',
  'playlists.edit': 'takes the id of a playlist',
  'playlists.delete': 'takes the id of a playlist',
  'playlists.move': 'takes what is in a playlist of one’s own, and shows nothing of it',
  'playlists.remove': 'takes what is in a playlist of one’s own, and shows nothing of it',
}

type Input = (video: Case, visitor: Visitor) => object

function byId({ publicId: id }: Case): object {
  return { id }
}

const refusals = ['NOT_FOUND', 'VIDEO_PASSWORD_NEEDED', 'SIGN_IN_REQUIRED']

function watched(path: string, input: Input = byId): Surface {
  return {
    kind: 'watch',
    shows({ larder }, visitor, video) {
      const grant = video.grants[visitor.kind]
      const asked = { ...input(video, visitor), ...(grant && { grant }) }
      return isShown(larder, { path, asked, visitor, video })
    },
  }
}

function owned(path: string, input: Input = byId): Surface {
  return {
    kind: 'own',
    shows: ({ larder }, visitor, video) =>
      isShown(larder, { path, asked: input(video, visitor), visitor, video }),
  }
}

async function isShown(
  larder: Scene['larder'],
  call: { path: string; asked: object; visitor: Visitor; video: Case },
): Promise<boolean> {
  const { path, asked, visitor, video } = call
  const answer = await larder.call(path, asked, secretOf(visitor))
  const reason = answer.error()?.data.reason
  if (reason === undefined) return true
  if (!refusals.includes(reason)) throw new Error(`${path} of ${video.name}: ${answer.body}`)
  if (answer.body.includes(video.title)) throw new Error(`${path} says more: ${answer.body}`)
  return false
}

function filed(shows: (scene: Scene, visitor: Visitor, video: Case) => Promise<boolean>): Surface {
  return { kind: 'file', shows }
}

async function isRead({ larder }: Scene, visitor: Visitor, place: string): Promise<boolean> {
  const { status } = await ask(`${larder.url}/files/${place}`, visitor)
  if (![200, 401, 404].includes(status)) throw new Error(`/files/${place}: ${status}`)
  return status === 200
}

/** All of these are shown, or none. */
function fetched(...rests: string[]): Surface {
  return {
    kind: 'watch',
    async shows({ larder }, visitor, video) {
      const grant = video.grants[visitor.kind]
      const query = grant ? `?grant=${grant}` : ''
      const statuses: number[] = []
      for (const rest of rests) {
        const address = `${larder.url}/videos/${video.publicId}/${rest}${query}`
        statuses.push((await ask(address, visitor)).status)
      }
      const [status = 0] = statuses
      const isOne = [200, 403, 404].includes(status) && new Set(statuses).size === 1
      if (!isOne) throw new Error(`${rests.join()}: ${statuses.join()}`)
      return status === 200
    },
  }
}

function listed(
  kind: 'listed' | 'find' | 'told' | 'mine',
  path: string,
  input: (scene: Scene) => object = () => ({}),
): Surface {
  return {
    kind,
    async read(scene, visitor) {
      const asked = { limit: 200, ...input(scene) }
      const answer = await scene.larder.call(path, asked, secretOf(visitor))
      const reason = answer.error()?.data.reason
      if (reason !== undefined && reason !== 'SIGN_IN_REQUIRED') throw new Error(answer.body)
      return answer.body
    },
  }
}

function ask(url: string, visitor: Visitor): Promise<Response> {
  const { secret } = secretOf(visitor)
  return fetch(url, secret === undefined ? {} : { headers: { authorization: `Bearer ${secret}` } })
}

function secretOf({ person }: Visitor): { secret?: string } {
  return person ? { secret: person.session } : {}
}
