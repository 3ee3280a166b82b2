// What an entry exports, as the compiler sees it: signatures, members and the comments on them.
import path from "node:path";
import ts from "typescript";
import { repository } from "../doc-pages.ts";
import { compilerOptions } from "./compiler-options.ts";

/** The comment on an export or a member. */
export interface ApiDoc {
  /** Markdown; "" when there is no comment. */
  readonly text: string;
  /** What it throws, one sentence each. */
  readonly throws: readonly string[];
  readonly examples: readonly string[];
}

export interface ApiMember {
  /** As one writes it: `key?: string`. */
  readonly signature: string;
  readonly name: string;
  readonly doc: ApiDoc;
}

export interface ApiItem {
  readonly name: string;
  readonly kind: "function" | "class" | "type" | "value";
  readonly signature: string;
  readonly doc: ApiDoc;
  readonly members: readonly ApiMember[];
}

const AS_WRITTEN =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
/** Longer types are named by what they are of, not written out. */
const LONGEST_TYPE = 240;
/** Words of a type that are longer together stand below each other. */
const LONGEST_LINE = 100;

/** The public exports of each of these files, in the order of its source. */
export function readApi(sources: readonly string[]): Map<string, ApiItem[]> {
  const files = sources.map((source) => path.join(repository, source));
  const program = ts.createProgram(files, compilerOptions());
  const checker = program.getTypeChecker();
  return new Map(sources.map((source, index) => [source, exportsOf(program, checker, files[index] ?? "")]));
}

function exportsOf(program: ts.Program, checker: ts.TypeChecker, file: string): ApiItem[] {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing.`);
  const symbols = checker.getExportsOfModule(module);
  const targets = symbols.map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  const reader = new Reader(checker, new Set(targets.flatMap(({ declarations = [] }) => declarations)));
  return symbols.map((symbol, index) => reader.item(symbol.name, targets[index] ?? symbol));
}

class Reader {
  readonly #checker: ts.TypeChecker;
  /** What the entry exports; what it inherits from one of these is told there. */
  readonly #exported: ReadonlySet<ts.Node>;

  constructor(checker: ts.TypeChecker, exported: ReadonlySet<ts.Node>) {
    this.#checker = checker;
    this.#exported = exported;
  }

  item(name: string, symbol: ts.Symbol): ApiItem {
    const declaration = symbol.declarations?.[0];
    if (!declaration) throw new Error(`${name} is declared nowhere.`);
    const doc = this.#doc(symbol);
    if (symbol.flags & ts.SymbolFlags.Function) {
      const type = this.#checker.getTypeOfSymbol(symbol);
      return { name, kind: "function", signature: this.#calls(name, type), doc, members: [] };
    }
    if (symbol.flags & ts.SymbolFlags.Class) return this.#class(name, symbol, doc);
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) return this.#type(name, symbol, declaration, doc);
    return this.#value(name, symbol, declaration, doc);
  }

  #class(name: string, symbol: ts.Symbol, doc: ApiDoc): ApiItem {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const statics = this.#checker
      .getPropertiesOfType(this.#checker.getTypeOfSymbol(symbol))
      .filter((member) => member.name !== "prototype")
      .flatMap((member) => this.#members(member, `${name}.`));
    const declaration = symbol.declarations?.find(ts.isClassDeclaration);
    const constructors = this.#checker
      .getTypeOfSymbol(symbol)
      .getConstructSignatures()
      .map((signature) => `new ${name}${this.#call(signature)}`);
    const head = oneLine(`class ${name}${typeParameters(declaration)} ${heritage(declaration)}`);
    // A constructor that nobody may call is no part of what is public.
    const isMade =
      !this.#isMarked(type) && (declaration?.members.some((member) => ts.isConstructorDeclaration(member) && !isHidden(member)) ?? false);
    const signature = [head, ...(isMade ? constructors : [])].join("\n");
    return { name, kind: "class", signature, doc, members: [...this.#instance(type, declaration), ...statics] };
  }

  #type(name: string, symbol: ts.Symbol, declaration: ts.Declaration, doc: ApiDoc): ApiItem {
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    const parameters = typeParameters(declaration);
    const isObject = isPlainObject(type);
    const members = isObject ? this.#instance(type, declaration) : [];
    const signature = ts.isTypeAliasDeclaration(declaration)
      ? `type ${name}${parameters} = ${this.#aliased(declaration, type, members.length > 0)}`.replace("= |", "=\n  |")
      : oneLine(`interface ${name}${parameters} ${heritage(declaration)}`);
    const calls = isObject ? type.getCallSignatures().map((call) => this.#call(call)) : [];
    return { name, kind: "type", signature: [signature, ...calls].join("\n"), doc, members };
  }

  #value(name: string, symbol: ts.Symbol, declaration: ts.Declaration, doc: ApiDoc): ApiItem {
    const type = this.#checker.getTypeOfSymbol(symbol);
    if (type.getCallSignatures().length > 0)
      return { name, kind: "function", signature: this.#calls(name, type), doc, members: this.#instance(type) };
    const written = this.#checker.typeToString(type, declaration, AS_WRITTEN);
    const isNamed = /^\w+(<.*>)?$/.test(written);
    // Members of a type with a name are told where the type is.
    return {
      name,
      kind: "value",
      signature: isNamed ? `const ${name}: ${written}` : `const ${name}`,
      doc,
      members: isNamed ? [] : this.#instance(type),
    };
  }

  /** `name(…)` for each way of calling. Of a handler it is what the handler is given, not the type parameter that stands for it. */
  #calls(name: string, type: ts.Type): string {
    return type
      .getCallSignatures()
      .map((signature) => {
        const [parameter, ...more] = signature.getTypeParameters() ?? [];
        const constraint = parameter && this.#checker.getBaseConstraintOfType(parameter);
        const [handler] = constraint?.getCallSignatures() ?? [];
        if (handler && more.length === 0 && signature.parameters.length === 1)
          return `${name}(handler: ${this.#call(handler).replace(/: (?=[^:]*$)/, " => ")})`;
        return `${name}${this.#call(signature)}`;
      })
      .join("\n");
  }

  /** `(key: string): Promise<void>`, as its author wrote it, where they did: the compiler writes out what has a name. */
  #call(signature: ts.Signature): string {
    const declaration = signature.getDeclaration() as ts.SignatureDeclaration | undefined;
    const isMaking = declaration !== undefined && ts.isConstructorDeclaration(declaration);
    const isWritten = (declaration?.type !== undefined || isMaking) && declaration.parameters.every(({ type }) => type !== undefined);
    if (!isWritten) return this.#checker.signatureToString(signature, undefined, AS_WRITTEN);
    const parameters = declaration.parameters.map((parameter) => {
      const isOptionalOne = parameter.questionToken !== undefined || parameter.initializer !== undefined;
      const dots = parameter.dotDotDotToken ? "..." : "";
      return `${dots}${oneLine(parameter.name.getText())}${isOptionalOne ? "?" : ""}: ${oneLine(parameter.type?.getText() ?? "")}`;
    });
    const returned = declaration.type ? `: ${oneLine(declaration.type.getText())}` : "";
    return `${typeParameters(declaration)}(${parameters.join(", ")})${returned}`;
  }

  #aliased(declaration: ts.TypeAliasDeclaration, type: ts.Type, hasMembers: boolean): string {
    const written = aligned(declaration.type.getText());
    // A list in the code says what the words are, and is nothing that a reader has.
    if (/^(\(typeof \w+\)\[number\]|keyof typeof \w+)$/.test(written) && isOfWords(type)) return joined(this.#wordsIn(declaration.type));
    const isInferred = /\binfer\b|z\.(infer|input|output)/.test(written);
    if (hasMembers && (isInferred || written.includes("{"))) return "{ … }";
    return isInferred ? this.#checker.typeToString(type, undefined, AS_WRITTEN | ts.TypeFormatFlags.InTypeAlias) : written;
  }

  /** The words of a type that a list or an object of the code has, in the order in which they stand there: a union has one of its own. */
  #wordsIn(node: ts.TypeNode): readonly string[] {
    const of = ts.isIndexedAccessTypeNode(node) ? node.objectType : (node as ts.TypeOperatorNode).type;
    const listed = this.#checker.getTypeFromTypeNode(of);
    if (ts.isIndexedAccessTypeNode(node))
      return this.#checker.getTypeArguments(listed as ts.TypeReference).map((word) => JSON.stringify((word as ts.StringLiteralType).value));
    return this.#checker.getPropertiesOfType(listed).map(({ name }) => JSON.stringify(name));
  }

  #instance(type: ts.Type, owner?: ts.Node): ApiMember[] {
    const isInherited = ({ parent }: ts.Node) => parent !== owner && this.#exported.has(parent);
    const isAlias = owner !== undefined && ts.isTypeAliasDeclaration(owner);
    const members = this.#checker
      .getPropertiesOfType(type)
      .filter(({ declarations = [] }) => isAlias || declarations.length === 0 || !declarations.every(isInherited));
    // A type that says which of its members are public has no others.
    const marked = members.filter((member) => hasTag(member, "public"));
    return (marked.length > 0 ? marked : members).flatMap((member) => this.#members(member, ""));
  }

  #isMarked(type: ts.Type): boolean {
    return this.#checker.getPropertiesOfType(type).some((member) => hasTag(member, "public"));
  }

  #members(member: ts.Symbol, prefix: string): ApiMember[] {
    const declarations = member.declarations ?? [];
    if (declarations.length === 0 || declarations.every(isHidden) || hasTag(member, "internal")) return [];
    const given = this.#checker.getTypeOfSymbol(member);
    const type = isOptional(member) ? this.#checker.getNonNullableType(given) : given;
    const doc = this.#doc(member);
    const name = `${prefix}${member.name}`;
    const isMethod = (member.flags & ts.SymbolFlags.Method) !== 0 || (type.getCallSignatures().length > 0 && !isOptional(member));
    if (isMethod) {
      return [{ name, signature: this.#calls(name, type), doc }];
    }
    const written = this.#written(member, type);
    const nested = written === "{ … }" ? this.#checker.getPropertiesOfType(type).flatMap((inner) => this.#members(inner, `${name}.`)) : [];
    return [{ name, signature: `${name}${isOptional(member) ? "?" : ""}: ${written}`, doc }, ...nested];
  }

  /** A property's type as its author wrote it, where they did. */
  #written(member: ts.Symbol, type: ts.Type): string {
    const [declaration] = member.declarations ?? [];
    const isOwn = declaration && (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration));
    if (isOwn && declaration.type) return oneLine(declaration.type.getText()).replace(isOptional(member) ? / \| undefined$/ : /$^/, "");
    const written = this.#checker.typeToString(type, undefined, AS_WRITTEN).replaceAll("'", '"');
    if (/^\{/.test(written) && isPlainObject(type)) return "{ … }";
    return written.length > LONGEST_TYPE ? "…" : written;
  }

  #doc(symbol: ts.Symbol): ApiDoc {
    const tags = symbol.getJsDocTags(this.#checker);
    const of = (name: string) => tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text).trim());
    const text = ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)).trim();
    return { text, throws: of("throws"), examples: of("example") };
  }
}

/** One of several words. */
function isOfWords(type: ts.Type): boolean {
  return type.isUnion() && type.types.every((word) => word.isStringLiteral());
}

/** Side by side, or below each other where the line would be long. */
function joined(words: readonly string[]): string {
  const line = words.join(" | ");
  return line.length <= LONGEST_LINE ? line : `| ${words.join("\n  | ")}`;
}

function isPlainObject(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && type.getProperties().length > 0 && !isBuiltIn(type);
}

/** Arrays, maps and the like: declared by the language. */
function isBuiltIn(type: ts.Type): boolean {
  const symbol = type.aliasSymbol ? undefined : type.symbol;
  return symbol?.name !== "__type" && (symbol?.declarations ?? []).some(isForeign);
}

function isForeign(declaration: ts.Declaration): boolean {
  const { fileName } = declaration.getSourceFile();
  return fileName.includes("/node_modules/");
}

/** Private by any means, a symbol's, or somebody else's. */
function isHidden(declaration: ts.Declaration): boolean {
  const flags = ts.getCombinedModifierFlags(declaration);
  const name = ts.getNameOfDeclaration(declaration);
  const hasNoName = name !== undefined && (ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name));
  return (
    (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 ||
    hasNoName ||
    isForeign(declaration) ||
    isInternal(declaration)
  );
}

function isInternal(declaration: ts.Declaration): boolean {
  return ts.getJSDocTags(declaration).some((tag) => tag.tagName.text === "internal");
}

function hasTag(symbol: ts.Symbol, name: string): boolean {
  return symbol.getJsDocTags().some((tag) => tag.name === name);
}

function isOptional(symbol: ts.Symbol): boolean {
  return (symbol.flags & ts.SymbolFlags.Optional) !== 0;
}

function typeParameters(declaration: ts.Declaration | undefined): string {
  if (!declaration || !("typeParameters" in declaration)) return "";
  const parameters = (declaration as ts.InterfaceDeclaration).typeParameters?.map((parameter) => oneLine(parameter.getText())) ?? [];
  return parameters.length > 0 ? `<${parameters.join(", ")}>` : "";
}

function heritage(declaration: ts.Declaration | undefined): string {
  if (!declaration || !(ts.isClassDeclaration(declaration) || ts.isInterfaceDeclaration(declaration))) return "";
  return (declaration.heritageClauses ?? []).map((clause) => oneLine(clause.getText())).join(" ");
}

/** On as many lines as it was written on. */
function aligned(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/\/\*.*?\*\//g, "").replace(/\s*\/\/.*$/, ""))
    .filter((line) => line.trim() !== "")
    .join("\n");
}

function oneLine(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\/\/.*$/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}
