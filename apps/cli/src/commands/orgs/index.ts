import { defineGroup } from '../../command/define.ts'
import { acceptInvitation } from './accept.ts'
import { createOrg } from './create.ts'
import { declineInvitation } from './decline.ts'
import { deleteOrg } from './delete.ts'
import { editOrg } from './edit.ts'
import { handOver } from './hand-over.ts'
import { listInvitations } from './invitations.ts'
import { invite } from './invite.ts'
import { leaveOrg } from './leave.ts'
import { listOrgs } from './list.ts'
import { lookAtInvitation } from './look.ts'
import { listMembers } from './members.ts'
import { orgPicture } from './picture.ts'
import { removeMember } from './remove.ts'
import { setRole } from './role.ts'
import { showOrg } from './show.ts'
import { withdrawInvitation } from './withdraw.ts'

export const orgs = defineGroup(
  'orgs',
  'Households and companies, and who is in them',
  [
    listOrgs,
    showOrg,
    createOrg,
    editOrg,
    orgPicture,
    deleteOrg,
    listMembers,
    setRole,
    removeMember,
    handOver,
    leaveOrg,
    invite,
    listInvitations,
    withdrawInvitation,
    lookAtInvitation,
    acceptInvitation,
    declineInvitation,
  ],
  'A household shares freezers, a company owns a shop. Each is meant by its id or its name. Where no --household is named, freezers are those of the household that you have been in longest.',
)
