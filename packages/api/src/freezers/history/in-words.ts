import type { Language } from '../../text/language.ts'
import type { HistoryEntry } from './schema.ts'

type Fact = HistoryEntry extends infer Entry
  ? Entry extends HistoryEntry
    ? Pick<Entry, 'type' | 'payload'>
    : never
  : never

interface Place {
  freezerId: number
  box: number
  number: number
}

/** What happened, as one clause for people. */
export function inWords(language: Language, fact: Fact): string {
  return language === 'fr' ? enFrancais(fact) : inEnglish(fact)
}

const what: Record<string, string> = {
  FreezerCreated: 'creating',
  FreezerRenamed: 'renaming',
  FreezerResized: 'resizing',
  FreezerArchived: 'archiving',
  FreezerRestored: 'restoring',
  FreezerDeleted: 'deleting',
  ProductAdded: 'putting in',
  ProductEdited: 'correcting',
  ProductMoved: 'moving',
  ProductTakenOut: 'taking out',
  ProductPutBack: 'putting back',
  ProductDeleted: 'deleting',
}

function inEnglish({ type, payload }: Fact): string {
  switch (type) {
    case 'FreezerCreated':
      return `freezer "${payload.name}" created with ${payload.boxes} boxes`
    case 'FreezerRenamed':
      return `renamed from "${payload.from}" to "${payload.to}"`
    case 'FreezerResized':
      return `resized from ${payload.from} to ${payload.to} boxes`
    case 'FreezerArchived':
      return 'freezer archived'
    case 'FreezerRestored':
      return 'freezer restored'
    case 'FreezerMovedIn':
      return `freezer "${payload.name}" came from another household`
    case 'FreezerDeleted':
      return `freezer "${payload.name}" deleted`
    case 'ProductAdded':
      return `"${payload.name}" put into ${place(payload.place)}`
    case 'ProductEdited':
      return `"${payload.name}" corrected: ${Object.keys(payload.to).join(', ')}`
    case 'ProductMoved':
      return payload.from.freezerId === payload.to.freezerId
        ? `"${payload.name}" moved from ${place(payload.from)} to ${place(payload.to)}`
        : `"${payload.name}" moved from ${place(payload.from)} of "${payload.from.freezerName}" to ${place(payload.to)} of "${payload.to.freezerName}"`
    case 'ProductTakenOut':
      return `"${payload.name}" taken out of ${place(payload.place)}: ${payload.leaving.reason ?? 'out'}`
    case 'ProductPutBack':
      return `"${payload.name}" put back into ${place(payload.place)}`
    case 'ProductDeleted':
      return `"${payload.name}" deleted as a mistake`
    case 'ActionUndone':
      return `${payload.isRedo ? 'done again' : 'undone'}: ${what[payload.action.type] ?? payload.action.type} "${payload.action.name}"`
  }

  function place({ box, number }: Place): string {
    return `box ${box}, number ${number}`
  }
}

const raisons = { eaten: 'mangé', 'given away': 'donné', discarded: 'jeté' }

const quoi: Record<string, string> = {
  FreezerCreated: 'création de',
  FreezerRenamed: 'changement de nom de',
  FreezerResized: 'changement de taille de',
  FreezerArchived: 'archivage de',
  FreezerRestored: 'remise en service de',
  FreezerDeleted: 'suppression de',
  ProductAdded: 'rangement de',
  ProductEdited: 'correction de',
  ProductMoved: 'déplacement de',
  ProductTakenOut: 'sortie de',
  ProductPutBack: 'retour de',
  ProductDeleted: 'suppression de',
}

function enFrancais({ type, payload }: Fact): string {
  switch (type) {
    case 'FreezerCreated':
      return `congélateur « ${payload.name} » créé avec ${payload.boxes} boîtes`
    case 'FreezerRenamed':
      return `renommé de « ${payload.from} » en « ${payload.to} »`
    case 'FreezerResized':
      return `passé de ${payload.from} à ${payload.to} boîtes`
    case 'FreezerArchived':
      return 'congélateur archivé'
    case 'FreezerRestored':
      return 'congélateur remis en service'
    case 'FreezerMovedIn':
      return `congélateur « ${payload.name} » venu d'un autre foyer`
    case 'FreezerDeleted':
      return `congélateur « ${payload.name} » supprimé`
    case 'ProductAdded':
      return `« ${payload.name} » rangé ${lieu(payload.place)}`
    case 'ProductEdited':
      return `« ${payload.name} » corrigé : ${Object.keys(payload.to).join(', ')}`
    case 'ProductMoved':
      return payload.from.freezerId === payload.to.freezerId
        ? `« ${payload.name} » déplacé : avant ${lieu(payload.from)}, maintenant ${lieu(payload.to)}`
        : `« ${payload.name} » déplacé : avant ${lieu(payload.from)} de « ${payload.from.freezerName} », maintenant ${lieu(payload.to)} de « ${payload.to.freezerName} »`
    case 'ProductTakenOut':
      return `« ${payload.name} » sorti (${lieu(payload.place)}) : ${payload.leaving.reason ? raisons[payload.leaving.reason] : 'raison inconnue'}`
    case 'ProductPutBack':
      return `« ${payload.name} » remis ${lieu(payload.place)}`
    case 'ProductDeleted':
      return `« ${payload.name} » supprimé par erreur de saisie`
    case 'ActionUndone':
      return `${payload.isRedo ? 'refait' : 'annulé'} : ${quoi[payload.action.type] ?? payload.action.type} « ${payload.action.name} »`
  }

  function lieu({ box, number }: Place): string {
    return `dans la boîte ${box}, numéro ${number}`
  }
}
