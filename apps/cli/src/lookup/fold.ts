/** The form in which names are compared, as the server does: case and accents make no difference. */
export function fold(name: string): string {
  return name.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
