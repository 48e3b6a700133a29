import { DomainError } from '../../errors/map.ts'

/** What is answered where a video has no captions in a language. */
export function missingCaptions(language: string): DomainError<'NOT_FOUND'> {
  return new DomainError('NOT_FOUND', { what: 'captions', id: language })
}
