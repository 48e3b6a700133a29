import type { ExportFile, ExportScope } from '../leaving/export/define.ts'
import { jsonOf } from '../leaving/export/text.ts'

/** The organisations that somebody is a member of. Of the other members nothing is told. */
export function filesOfOrganisations({ db, accountId }: ExportScope): ExportFile[] {
  return [
    {
      name: 'organisations.json',
      explains: {
        en: 'The households and companies that you are a member of, and your role in each.',
        fr: 'Les foyers et entreprises dont vous êtes membre, et votre rôle dans chacun.',
      },
      read: () =>
        jsonOf(() =>
          db
            .selectFrom('organisation_members as member')
            .innerJoin('organisations as organisation', 'organisation.id', 'member.organisation_id')
            .select(['organisation.id', 'organisation.kind', 'organisation.name'])
            .select(['organisation.time_zone as timeZone', 'organisation.created_at as createdAt'])
            .select(['member.role', 'member.joined_at as joinedAt'])
            .where('member.account_id', '=', accountId)
            .orderBy('organisation.id')
            .execute(),
        ),
    },
  ]
}
