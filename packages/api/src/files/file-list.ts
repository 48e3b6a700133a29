import { choiceColumn, exactColumn, integerColumn } from '../listing/columns.ts'
import { listOf } from '../listing/list.ts'
import { filesWithHash } from './queries.ts'
import { FileAudience, FileKind } from './schema.ts'

/** What files may be filtered by; all of them belong to one account or organisation. */
export const fileColumns = {
  id: integerColumn('files.id'),
  kind: choiceColumn('files.kind', FileKind),
  audience: choiceColumn('files.audience', FileAudience),
  mediaType: exactColumn('files.media_type'),
  size: integerColumn('files.size'),
  createdAt: exactColumn('files.created_at'),
}

/** The orders of files: as they were stored. */
export const fileSorts = { created: ['id'] } as const

export const fileList = listOf({
  columns: {
    ...fileColumns,
    accountId: integerColumn('files.account_id'),
    organisationId: integerColumn('files.organisation_id'),
  },
  unique: 'id',
  select: (db) => filesWithHash(db),
})
