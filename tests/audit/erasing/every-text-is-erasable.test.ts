import { defineEvent } from '@larder/api/src/event-log/define.ts'
import { eventTypes } from '@larder/api/src/events.ts'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { samplesOf, survivors } from './samples.ts'

/** Text that no person wrote, with what it is instead. */
const notWritten: Record<string, string> = {
  'AccessTokenCreated.scopes[]': 'one of the scopes',
  'AccessTokenCreated.expiresAt': 'an instant',
  'AccessRefused.procedure': 'the name of a procedure',
  'ActionUndone.action.type': 'an event type',
  'FileStored.mediaType': 'what a look at the bytes found',
  'FileStored.purpose': 'fixed words and an id',
  'IdentityLinked.provider': 'what the operator calls a provider',
  'IdentityUnlinked.provider': 'what the operator calls a provider',
  'LoggedInWithIdentity.provider': 'what the operator calls a provider',
  'OrganisationCreated.timeZone': 'the name of a time zone',
  'OrganisationEdited.from.timeZone': 'the name of a time zone',
  'OrganisationEdited.to.timeZone': 'the name of a time zone',
  'PlaylistCreated.playlistId': 'a random id',
  'PlaylistDeleted.playlistId': 'a random id',
  'PlaylistEdited.playlistId': 'a random id',
  'PlaylistVideoAdded.playlistId': 'a random id',
  'PlaylistVideoAdded.videoId': 'a random id',
  'PlaylistVideoMoved.playlistId': 'a random id',
  'PlaylistVideoMoved.videoId': 'a random id',
  'PlaylistVideoRemoved.playlistId': 'a random id',
  'PlaylistVideoRemoved.videoId': 'a random id',
  'ProductTypeAdded.names{key}': 'a language',
  'ProductTypeNamed.language': 'a language',
  'ProductTypeRemoved.names{key}': 'a language',
  'CaptionsPut.language': 'a language',
  'CaptionsRemoved.language': 'a language',
  'ThumbnailChosen.label': 'what the server calls a picture',
}

const types = [...eventTypes]

describe('Given the registry of event types', () => {
  test.each(types)(
    'when %s is erased, then nothing that people wrote is left in it',
    (name, type) => {
      const left = survivors(type).filter((path) => !Object.hasOwn(notWritten, path))
      expect(left, `${left} could be text that people wrote: give ${name} an "erase"`).toEqual([])
    },
  )

  test.each(types)('when %s is erased, then its payload is still one of that type', (_, type) => {
    const samples = samplesOf(type)
    expect(samples.length).toBeGreaterThan(0)
    for (const sample of samples) {
      const recorded = type.payload.parse(sample) as object
      const erased: unknown = type.options.erase?.(recorded) ?? recorded
      expect(type.payload.parse(erased)).toEqual(erased)
    }
  })

  test('when an exception is no longer one, then it is said', () => {
    const all = types.flatMap(([, type]) => survivors(type))
    expect(Object.keys(notWritten).filter((path) => !all.includes(path))).toEqual([])
  })
})

describe('control', () => {
  test('a new type with text in it and nothing that erases it is found', () => {
    const shape = z.object({ id: z.int(), notes: z.array(z.object({ text: z.string() })) })
    expect(survivors(defineEvent('NoteWritten', 1, shape))).toEqual(['NoteWritten.notes[].text'])
  })

  test('one whose "erase" forgets a field is found', () => {
    const shape = z.object({ name: z.string(), from: z.string().nullable() })
    const forgetful = defineEvent('Renamed', 1, shape, {
      erase: (payload) => ({ ...payload, name: '' }),
    })
    expect(survivors(forgetful)).toEqual(['Renamed.from'])
  })
})
