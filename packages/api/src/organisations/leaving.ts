import type { LeavingPart } from '../leaving/define.ts'
import { filesOfOrganisations } from './exported.ts'

// Their rows go last, in the transaction of the account itself: see leaving/delete-account.ts.
export const organisationsLeaving: LeavingPart = {
  files: filesOfOrganisations,
  exports: ['organisations', 'organisation_members'],
  notExported: {
    organisation_invitations: 'They are for others, whose addresses they hold.',
  },
  deletes: ['organisations', 'organisation_members', 'organisation_invitations'],
  notDeleted: {},
}
