import { z } from 'zod'
import type { Services } from '../../context.ts'
import { defineMail } from '../../mail/define-mail.ts'
import type { LetterAction } from '../../mail/letter.ts'
import type { Language } from '../../text/language.ts'
import type { Role } from '../schema.ts'
import { findInvitation, tellingOf } from './queries.ts'
import { invitationToken } from './token.ts'

interface Values {
  kind: 'household' | 'company'
  name: string
  invitedBy: string
  role: Role
  lastDay: string
  token: string
}

/** Asks somebody, who may have an account or not, to join. Dropped once it is answered or withdrawn. */
export const invitationMail = defineMail({
  name: 'organisation-invitation',
  values: z.object({ invitationId: z.int() }),
  complete: factsOf,
  write: {
    en: ({ kind, name, invitedBy, role, lastDay, token }) => ({
      subject: `${invitedBy} invites you to the ${kind} "${name}"`,
      paragraphs: [
        `${invitedBy} invites you to the ${kind} "${name}" on Larder, as ${role}.`,
        `You can accept until ${lastDay}, signed in with the account of this address. If you have none yet, register first.`,
      ],
      action: actionIn('en', token),
      notes: [
        'Who has this message can decline it as well. If you do not know who invites you, do nothing.',
      ],
    }),
    fr: ({ kind, name, invitedBy, role, lastDay, token }) => ({
      subject: `${invitedBy} vous invite : ${sorte[kind]} « ${name} »`,
      paragraphs: [
        `${invitedBy} vous invite à rejoindre sur Larder (${sorte[kind]}) « ${name} », comme ${fonction[role]}.`,
        `Vous pouvez accepter jusqu'au ${lastDay}, avec le compte de cette adresse. Si vous n'en avez pas, inscrivez-vous d'abord.`,
      ],
      action: actionIn('fr', token),
      notes: [
        'Qui a ce message peut aussi décliner. Si vous ne savez pas qui vous invite, ne faites rien.',
      ],
    }),
  },
})

const sorte = { household: 'foyer', company: 'entreprise' }

const fonction = { owner: 'propriétaire', admin: 'gérant', member: 'membre', viewer: 'lecteur' }

const label: Record<Language, string> = { en: 'Look at it', fr: 'Voir' }

function actionIn(language: Language, token: string): LetterAction {
  const command = `larder orgs accept ${token}`
  return { label: label[language], page: 'invitation', token, command }
}

async function factsOf(
  { database: { reader }, keys, clock }: Services,
  { invitationId }: { invitationId: number },
): Promise<Values | null> {
  const invitation = await findInvitation(reader, invitationId)
  if (!invitation || invitation.expires_at <= clock.now().toISOString()) return null
  const told = await tellingOf(reader, invitation)
  const { role, expires_at } = invitation
  const token = invitationToken(keys, invitation)
  return told ? { ...told, role, lastDay: expires_at.slice(0, 10), token } : null
}
