import { sql } from 'kysely'
import type { Schema } from '../dialect/schema.ts'
import type { Step } from './step.ts'

export const files: Step[] = [
  ({ createTable, column }) =>
    createTable('blobs')
      .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
      .addColumn('hash', column.hash, (c) => c.notNull())
      .addColumn('stored_hash', column.hash)
      .addColumn('size', column.id, (c) => c.notNull())
      .addColumn('state', column.text(12), (c) => c.notNull())
      .addColumn('reference_count', column.integer, (c) => c.notNull().defaultTo(0))
      .addColumn('since', column.instant, (c) => c.notNull())
      .addUniqueConstraint('blobs_stored', ['stored_hash'])
      .addCheckConstraint('blobs_state', sql`state in ('placing', 'stored', 'condemned')`)
      .addCheckConstraint('blobs_hash', sql`(state = 'stored') = (stored_hash is not null)`)
      .addCheckConstraint('blobs_size', sql`size >= 0`)
      // Whoever counts wrongly is stopped here.
      .addCheckConstraint(
        'blobs_references',
        sql`reference_count >= 0 and (state = 'stored' or reference_count = 0)`,
      )
      .execute(),
  ({ db }) =>
    db.schema
      .createIndex('blobs_by_use')
      .on('blobs')
      .columns(['reference_count', 'since'])
      .execute(),
  (schema) => filesTable(schema).execute(),
  ({ createTable, column }) =>
    createTable('renditions')
      .addColumn('file_id', column.id, (c) => c.notNull())
      .addColumn('label', column.text(16), (c) => c.notNull())
      .addColumn('blob_id', column.id, (c) => c.notNull())
      .addColumn('media_type', column.text(127), (c) => c.notNull())
      .addColumn('size', column.id, (c) => c.notNull())
      .addColumn('width', column.integer, (c) => c.notNull())
      .addColumn('height', column.integer, (c) => c.notNull())
      .addPrimaryKeyConstraint('renditions_key', ['file_id', 'label'])
      .addForeignKeyConstraint('renditions_file', ['file_id'], 'files', ['id'])
      .addForeignKeyConstraint('renditions_blob', ['blob_id'], 'blobs', ['id'])
      .execute(),
  ({ createTable, column }) =>
    createTable('uploads')
      .addColumn('id', column.text(32), (c) => c.primaryKey().notNull())
      .addColumn('account_id', column.id, (c) => c.notNull())
      .addColumn('name', column.text(255), (c) => c.notNull())
      .addColumn('kind', column.text(12), (c) => c.notNull())
      .addColumn('purpose', column.text(40))
      .addColumn('size', column.id)
      .addColumn('reserved_bytes', column.id, (c) => c.notNull())
      .addColumn('created_at', column.instant, (c) => c.notNull())
      .addColumn('expires_at', column.instant, (c) => c.notNull())
      .addColumn('locked_by', column.text(80))
      .addColumn('locked_until', column.instant)
      .addForeignKeyConstraint('uploads_account', ['account_id'], 'accounts', ['id'], (fk) =>
        fk.onDelete('cascade'),
      )
      .execute(),
  index('files_by_account', 'files', ['account_id', 'id']),
  index('files_by_organisation', 'files', ['organisation_id', 'id']),
  index('files_by_blob', 'files', ['blob_id']),
  index('renditions_by_blob', 'renditions', ['blob_id']),
  index('uploads_by_account', 'uploads', ['account_id']),
  index('uploads_by_end', 'uploads', ['expires_at']),
  // Bytes of everything that an account keeps.
  ({ db, column }) =>
    db.schema
      .alterTable('accounts')
      .addColumn('stored_bytes', column.id, (c) => c.notNull().defaultTo(0))
      .execute(),
]

// Accounts and organisations cannot go while they have files: what a file refers to must be released.
function filesTable({ createTable, column }: Schema) {
  return createTable('files')
    .addColumn('id', column.id, (c) => c.primaryKey().autoIncrement())
    .addColumn('account_id', column.id)
    .addColumn('organisation_id', column.id)
    .addColumn('blob_id', column.id, (c) => c.notNull())
    .addColumn('name', column.text(255), (c) => c.notNull())
    .addColumn('kind', column.text(12), (c) => c.notNull())
    .addColumn('media_type', column.text(127), (c) => c.notNull())
    .addColumn('size', column.id, (c) => c.notNull())
    .addColumn('counted_bytes', column.id, (c) => c.notNull())
    .addColumn('width', column.integer)
    .addColumn('height', column.integer)
    .addColumn('audience', column.text(12), (c) => c.notNull())
    .addColumn('upload_id', column.text(32))
    .addColumn('picture_of_account_id', column.id)
    .addColumn('picture_of_organisation_id', column.id)
    .addColumn('created_at', column.instant, (c) => c.notNull())
    .addUniqueConstraint('files_upload', ['upload_id'])
    .addUniqueConstraint('files_account_picture', ['picture_of_account_id'])
    .addUniqueConstraint('files_organisation_picture', ['picture_of_organisation_id'])
    .addCheckConstraint('files_owner', sql`(account_id is null) <> (organisation_id is null)`)
    .addCheckConstraint('files_kind', sql`kind in ('file', 'picture', 'avatar', 'video')`)
    .addCheckConstraint('files_audience', sql`audience in ('owner', 'everyone')`)
    .addForeignKeyConstraint('files_account', ['account_id'], 'accounts', ['id'])
    .addForeignKeyConstraint('files_organisation', ['organisation_id'], 'organisations', ['id'])
    .addForeignKeyConstraint('files_blob', ['blob_id'], 'blobs', ['id'])
}

function index(name: string, table: string, columns: string[]): Step {
  return ({ db }) => db.schema.createIndex(name).on(table).columns(columns).execute()
}
