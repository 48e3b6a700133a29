import type { TRPCRouterRecord } from '@trpc/server'
import { createOrganisation } from './create-organisation.ts'
import { deleteOrganisation } from './delete-organisation.ts'
import { editOrganisation } from './edit-organisation.ts'
import { getOrganisation } from './get-organisation.ts'
import { handOverOrganisation } from './hand-over-organisation.ts'
import { invitations } from './invitations/router.ts'
import { leaveOrganisation } from './leave-organisation.ts'
import { listOrganisations } from './list-organisations.ts'
import { members } from './members/router.ts'
import { picture } from './picture/router.ts'

export const organisations = {
  list: listOrganisations,
  get: getOrganisation,
  create: createOrganisation,
  edit: editOrganisation,
  delete: deleteOrganisation,
  leave: leaveOrganisation,
  handOver: handOverOrganisation,
  picture,
  members,
  invitations,
} satisfies TRPCRouterRecord
