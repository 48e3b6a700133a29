import { randomUUID } from 'node:crypto'
import { createServices } from '@larder/api'
import type { Database } from '@larder/db'
import { migrate, openDatabase } from '@larder/db'
import { hash } from '@node-rs/argon2'
import type { Answer, Person } from '#harness'
import {
  afterwards,
  freshDatabase,
  newKeys,
  openStorage,
  rawCall,
  registerPerson,
  serveHere,
} from '#harness'
import type { Shelf } from '../../files/store-file.ts'
import { storeFile } from '../../files/store-file.ts'
import type { InsertedVideo } from '../insert-video.ts'
import { insertChannel, insertVideo } from '../insert-video.ts'

export interface Cinema {
  url: string
  database: Database
  shelf: Shelf
  /** Moves the server's clock on. */
  later(milliseconds: number): void
  person(name: string): Promise<Person>
  /** A video on a channel of its own; with `password` it opens with that. */
  video(
    owner: Person,
    facts?: Partial<Parameters<typeof insertVideo>[1]> & {
      password?: string
      pictures?: Record<string, Uint8Array>
    },
  ): Promise<InsertedVideo>
  /** Calls as somebody, from an address. */
  call(path: string, input: unknown, from?: From): Promise<Answer>
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>
}

/** So that many guesses take no time; a hash says itself what it costs. */
const cheap = { memoryCost: 64, timeCost: 1 }

interface From {
  secret?: string
  address?: string
  device?: string
}

/** A server in this process, whose clock can be moved, with videos that are put there from behind. */
export async function openCinema(): Promise<Cinema> {
  const { databaseUrl, ...place } = await freshDatabase()
  const database = openDatabase({ url: databaseUrl })
  afterwards(() => database.close())
  await migrate(database)
  let ahead = 0
  const clock = { now: () => new Date(Date.now() + ahead) }
  const services = createServices(database, { keys: newKeys(), clock, storage: openStorage(place) })
  const url = await serveHere(services, { trustedProxies: ['127.0.0.1'] })
  const shelf = { database, ...place }
  return {
    ...{ url, database, shelf },
    later(milliseconds) {
      ahead += milliseconds
    },
    person: (name) => registerPerson({ url, database }, name, {}),
    async video(owner, { password, pictures, ...facts } = {}) {
      const { id: channel_id } = await insertChannel(database, { account_id: owner.accountId })
      const guarded =
        password === undefined
          ? {}
          : { privacy: 'password' as const, password_hash: await hash(password, cheap) }
      const file = { account_id: owner.accountId, kind: 'video' as const, media_type: 'video/mp4' }
      const shown =
        pictures === undefined
          ? {}
          : {
              file_id: await storeFile(shelf, {
                ...{ ...file, renditions: pictures },
                bytes: facts.bytes ?? Buffer.from(randomUUID()),
              }),
            }
      return insertVideo(shelf, { channel_id, ...guarded, ...shown, ...facts })
    },
    call: (path, input, { secret, address, device } = {}) =>
      rawCall(url, path, input, {
        ...(secret === undefined ? {} : { secret }),
        headers: {
          ...(address === undefined ? {} : { 'x-forwarded-for': address }),
          ...(device === undefined ? {} : { 'user-agent': device }),
        },
      }),
    get: (path, headers = {}, method = 'GET') => fetch(url + path, { headers, method }),
  }
}
