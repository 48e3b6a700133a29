/** The forms of a secret that would be as good as itself to whoever finds them. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const encoded = [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')]
  const asText = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]
  return [...new Set([...asText, ...encoded.map((form) => form.replace(/=+$/, ''))])]
}
