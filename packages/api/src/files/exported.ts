import { keyOf } from '../blobs/blob-store.ts'
import type {
  ArchivedFile,
  ExportFile,
  ExportFolder,
  ExportScope,
} from '../leaving/export/define.ts'
import { jsonArray, pagesAfter } from '../leaving/export/text.ts'
import { extensionOf, isPacked } from './extension.ts'
import { fileList } from './file-list.ts'
import type { FileRow } from './queries.ts'
import { findFile, shownFiles } from './queries.ts'

type Owner = { accountId: number } | { organisationId: number }

/** The files of an account, and of the organisations that it is in: what they are, and their bytes. */
export async function exportedFiles(scope: ExportScope): Promise<(ExportFile | ExportFolder)[]> {
  const { accountId, memberships } = scope
  const exported = listAndBytes(scope, 'files', { accountId })
  for (const { kind, organisationId } of memberships) {
    if (!(await hasFiles(scope, organisationId))) continue
    exported.push(...listAndBytes(scope, `${kind}-${organisationId}/files`, { organisationId }))
  }
  return exported
}

async function hasFiles({ db }: ExportScope, organisationId: number): Promise<boolean> {
  const first = db
    .selectFrom('files')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .limit(1)
  return (await first.executeTakeFirst()) !== undefined
}

/** What they are first, and then each of them. */
function listAndBytes(
  scope: ExportScope,
  folder: string,
  owner: Owner,
): (ExportFile | ExportFolder)[] {
  return [
    {
      name: `${folder}/files.json`,
      explains: {
        en: 'What the files beside it are: their names, their types, and what else you know them by.',
        fr: 'Ce que sont les fichiers à côté : leurs noms, leurs types, et tout ce qui les décrit.',
      },
      isOfMembers: 'organisationId' in owner,
      read: () => jsonArray(described(scope, folder, owner)),
    },
    {
      name: `${folder}/`,
      explains: {
        en: 'Those files, each under its id: "place" in files.json says which is which.',
        fr: 'Ces fichiers, chacun sous son identifiant : « place » dans files.json dit lequel est lequel.',
      },
      files: () => bytesIn(scope, folder, owner),
    },
  ]
}

async function* bytesIn(
  scope: ExportScope,
  folder: string,
  owner: Owner,
): AsyncGenerator<ArchivedFile> {
  for await (const page of pages(scope, owner)) {
    for (const { id, media_type: type } of page) {
      yield {
        name: placeOf(folder, id, type),
        isOfMembers: 'organisationId' in owner,
        isPacked: isPacked(type),
        read: () => bytesOf(scope, owner, id),
      }
    }
  }
}

function placeOf(folder: string, id: number, mediaType: string): string {
  return `${folder}/${id}.${extensionOf(mediaType)}`
}

async function* described(
  scope: ExportScope,
  folder: string,
  owner: Owner,
): AsyncGenerator<object[]> {
  for await (const page of pages(scope, owner)) {
    const files = await shownFiles(scope.db, page)
    yield files.map((file) => ({ ...file, place: placeOf(folder, file.id, file.mediaType) }))
  }
}

function pages(scope: ExportScope, owner: Owner): AsyncGenerator<FileRow[]> {
  const sort = [{ by: 'id', direction: 'asc' as const }]
  const read = async (after: number, limit: number) => {
    const where = { ...isOf(owner), id: { gt: after } }
    return (await fileList.page(scope.db, { where, sort, limit, extra: {} })).items
  }
  return pagesAfter(scope, read, ({ id }) => id)
}

function isOf(owner: Owner): { accountId: { eq: number } } | { organisationId: { eq: number } } {
  return 'accountId' in owner
    ? { accountId: { eq: owner.accountId } }
    : { organisationId: { eq: owner.organisationId } }
}

/**
 * Looked up when its turn comes. What was deleted since, or became somebody else's, is empty; what is
 * lost breaks the export off.
 */
async function* bytesOf(
  { db, storage, readmit }: ExportScope,
  owner: Owner,
  id: number,
): AsyncGenerator<Buffer> {
  const file = await findFile(db, id)
  if (!file || !belongsTo(file, owner)) return
  for await (const piece of await storage.blobs.open(
    keyOf({ id: file.blob_id, hash: file.hash }),
  )) {
    await readmit()
    yield piece
  }
}

function belongsTo(file: FileRow, owner: Owner): boolean {
  return 'accountId' in owner
    ? file.account_id === owner.accountId
    : file.organisation_id === owner.organisationId
}
