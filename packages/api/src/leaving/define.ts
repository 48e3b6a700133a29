import type { Tables, Writer } from '@larder/db'
import type { ExportFile, ExportFolder, ExportScope } from './export/define.ts'

export type TableName = keyof Tables

/** An account whose grace is over, while its rows are deleted. */
export interface Departure {
  accountId: number
  /** Organisations that end with it: nobody else is in them. */
  organisationIds: number[]
}

/**
 * How the rows of a domain take part when somebody takes their data along or goes. A test fails when a
 * table that belongs to accounts is named neither in `exports` nor in `notExported`, and the same for
 * deleting.
 */
export interface LeavingPart {
  /** Tables whose rows are in the files of the export. */
  readonly exports: readonly TableName[]
  /** Those files, and folders of them, in the order in which they are read. */
  files?(scope: ExportScope): Promise<(ExportFile | ExportFolder)[]> | ExportFile[]
  /** Tables of which nothing is in the export, each with the reason why. */
  readonly notExported: Readonly<Partial<Record<TableName, string>>>
  /** Tables whose rows go with the account. */
  readonly deletes: readonly TableName[]
  /** Tables whose rows stay, each with the reason why that is right. */
  readonly notDeleted: Readonly<Partial<Record<TableName, string>>>
  /**
   * Deletes some of the rows, few enough that nobody waits long, and answers how many. It is called
   * until there are none, each time in a transaction of its own that holds the account.
   */
  delete?(db: Writer, departure: Departure, now: Date): Promise<number>
}

/** Rows that are deleted in one transaction. */
export const DELETED_AT_ONCE = 500
