/** How many calls a batch may hold. */
export const LARGEST_BATCH = 20

/** How many procedures a request calls: its URL is read exactly as tRPC reads it afterwards. */
export function callCount(url: string, path: string): number {
  return isBatch(url) ? decoded(path).split(',').length : 1
}

/** Whether a URL asks for several calls at once. */
export function isBatch(url: string): boolean {
  return url.includes('?') && new URL(url, 'http://localhost').searchParams.get('batch') === '1'
}

// Routing has decoded the path once, and tRPC does so again: "%252C" separates calls too.
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
