/** Turns what was typed into a value. Throws commander's InvalidArgumentError. */
export type Parse<Value> = (text: string) => Value

/** One argument or option of a command; its name is the key under which it is defined. */
export interface Parameter<Value> {
  readonly description: string
  /** What stands for the value in the help, for example `<day>`; none for a flag. */
  readonly placeholder?: string
  readonly parse?: Parse<unknown>
  readonly choices?: readonly string[]
  readonly required?: boolean
  readonly repeatable?: boolean
  /** For those who type much: `o` for `-o`. */
  readonly letter?: string
  /** Whether the shell completes it with the names of files. */
  readonly isFile?: boolean
  /** Never set: it carries the type of the parsed value. */
  readonly value?: Value
}

export type Parameters = Record<string, Parameter<unknown>>

/** What a command gets for its parameters. */
export type Values<P extends Parameters> = {
  [Name in keyof P]: P[Name] extends Parameter<infer Value> ? Value : never
}

/** An argument that must be given. */
export function required(description: string): Parameter<string>
export function required<Value>(description: string, parse: Parse<Value>): Parameter<Value>
export function required<Value>(description: string, parse?: Parse<Value>): Parameter<Value> {
  return { description, required: true, ...(parse ? { parse } : {}) }
}

/** An argument that must be one of these values. */
export function requiredChoice<const Value extends string>(
  choices: readonly Value[],
  description: string,
): Parameter<Value> {
  return { description, required: true, choices }
}

/** An argument that names a file and must be given. */
export function requiredFile(description: string): Parameter<string> {
  return { description, required: true, isFile: true }
}

/** An argument that names one or more files. */
export function requiredFiles(description: string): Parameter<string[]> {
  return { description, required: true, isFile: true, repeatable: true }
}

/** An argument that names a file and may be left out. */
export function optionalFile(description: string): Parameter<string | undefined> {
  return { description, isFile: true }
}

/** An argument that may be left out. */
export function optional(description: string): Parameter<string | undefined> {
  return { description }
}

/** `--name`: true when given. */
export function flag(description: string): Parameter<boolean> {
  return { description }
}

/** `--name <value>`. */
export function option(placeholder: string, description: string): Parameter<string | undefined>
export function option<Value>(
  placeholder: string,
  description: string,
  parse: Parse<Value>,
): Parameter<Value | undefined>
export function option<Value>(
  placeholder: string,
  description: string,
  parse?: Parse<Value>,
): Parameter<Value | undefined> {
  return { description, placeholder, ...(parse ? { parse } : {}) }
}

/** `--name <value>` that must be given. */
export function requiredOption(placeholder: string, description: string): Parameter<string>
export function requiredOption<Value>(
  placeholder: string,
  description: string,
  parse: Parse<Value>,
): Parameter<Value>
export function requiredOption<Value>(
  placeholder: string,
  description: string,
  parse?: Parse<Value>,
): Parameter<Value> {
  return { description, placeholder, required: true, ...(parse ? { parse } : {}) }
}

/** `--name <value>`, as often as one likes. */
export function repeatedOption<Value>(
  placeholder: string,
  description: string,
  parse: Parse<Value>,
): Parameter<Value[]> {
  return { description, placeholder, parse, repeatable: true }
}

/** `--name <value>` with one of these values. */
export function choice<const Value extends string>(
  placeholder: string,
  choices: readonly Value[],
  description: string,
): Parameter<Value | undefined> {
  return { description, placeholder, choices }
}
