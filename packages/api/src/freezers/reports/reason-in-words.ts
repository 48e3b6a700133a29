import type { Language } from '../../text/language.ts'
import type { Candidate } from './ranking.ts'

/** Why a product is suggested, for people. */
export function reasonInWords(
  language: Language,
  typeName: string,
  { daysLeft, timesEaten }: Candidate,
): string {
  const { time, liking } = sentences[language]
  return timesEaten === 0 ? time(daysLeft) : `${time(daysLeft)} ${liking(typeName, timesEaten)}`
}

const sentences = {
  en: {
    time(daysLeft: number): string {
      if (daysLeft === 0) return 'At its best until today.'
      const days = count('en', Math.abs(daysLeft), 'day', 'days')
      return daysLeft < 0 ? `Past its best by ${days}.` : `At its best for ${days} more.`
    },
    liking: (typeName: string, times: number): string =>
      `You ate ${typeName} ${count('en', times, 'time', 'times')} in the last year.`,
  },
  fr: {
    time(daysLeft: number): string {
      if (daysLeft === 0) return "Meilleur jusqu'à aujourd'hui."
      const days = count('fr', Math.abs(daysLeft), 'jour', 'jours')
      return daysLeft < 0
        ? `Sa meilleure période est passée de ${days}.`
        : `Encore ${days} au mieux.`
    },
    liking: (typeName: string, times: number): string =>
      `Vous avez mangé « ${typeName} » ${count('fr', times, 'fois', 'fois')} ces douze derniers mois.`,
  },
}

function count(language: Language, amount: number, one: string, many: string): string {
  return `${amount.toLocaleString(language)} ${amount === 1 ? one : many}`
}
