/**
 * `node:http` without its WebSocket: an `import` looks at all that a module has, and looking at that
 * loads a whole HTTP client, which takes 9 MB and 40 ms and is used by nobody here.
 */
export const nodeHttp = process.getBuiltinModule('node:http')
