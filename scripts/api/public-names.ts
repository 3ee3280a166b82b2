// Which names the public declarations of a package use, and which of them nobody can import: a type that an author reads in a signature must have a
// way to be written down.
import path from "node:path";
import ts from "typescript";
import { repository } from "../doc-pages.ts";
import { compilerOptions } from "./compiler-options.ts";

/** A name in a public signature that no entry exports. */
export interface HiddenName {
  readonly name: string;
  /** The public declaration that uses it. */
  readonly usedBy: string;
}

/** Reads these files once; the answer tells what the public declarations of some of them name and none of `open` exports, each name once. */
export function readPublicNames(sources: readonly string[]): (entries: readonly string[], open: readonly string[]) => HiddenName[] {
  const program = ts.createProgram(
    sources.map((source) => path.join(repository, source)),
    compilerOptions(),
  );
  return (entries, open) => {
    const walk = new Walk(program.getTypeChecker());
    for (const source of open) walk.open(exportsOf(program, source));
    return entries.flatMap((source) => exportsOf(program, source).flatMap((symbol) => walk.hiddenIn(symbol)));
  };
}

function exportsOf(program: ts.Program, source: string): ts.Symbol[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path.join(repository, source));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${source} exports nothing.`);
  return checker.getExportsOfModule(module);
}

class Walk {
  readonly #checker: ts.TypeChecker;
  readonly #open = new Set<ts.Symbol>();
  readonly #told = new Set<ts.Symbol>();
  readonly #walked = new Set<ts.Symbol>();

  constructor(checker: ts.TypeChecker) {
    this.#checker = checker;
  }

  open(symbols: readonly ts.Symbol[]): void {
    for (const symbol of symbols) this.#open.add(this.#target(symbol));
  }

  hiddenIn(symbol: ts.Symbol): HiddenName[] {
    const target = this.#target(symbol);
    if (this.#walked.has(target)) return [];
    this.#walked.add(target);
    const found: HiddenName[] = [];
    const visit = (node: ts.Node): void => {
      if (isHidden(node) || ts.isBlock(node)) return;
      // A type that says which of its members are public has no others.
      if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
        const marked = node.members.filter((member: ts.Node) => hasTag(member, "public"));
        if (marked.length > 0) {
          for (const member of marked) visit(member);
          return;
        }
      }
      // A value without a written type has the one that the compiler finds, which is read where it is written; initializers are no part of it.
      if ((ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isParameter(node)) && node.initializer) {
        if (node.type) visit(node.type);
        return;
      }
      const name = nameIn(node);
      const used = name && this.#checker.getSymbolAtLocation(name);
      if (used && this.#isHiddenName(used)) {
        const hidden = this.#target(used);
        this.#told.add(hidden);
        found.push({ name: hidden.name, usedBy: symbol.name });
      }
      ts.forEachChild(node, visit);
    };
    const declarations = (target.declarations ?? []).filter(isOurs);
    const written = declarations.filter((declaration) => !ts.isFunctionDeclaration(declaration) || !declaration.body);
    // Of a function with several ways of calling, the one with the body is none of them.
    for (const declaration of written.length > 0 ? written : declarations) visit(declaration);
    return found;
  }

  #isHiddenName(used: ts.Symbol): boolean {
    const target = this.#target(used);
    const isType = (target.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Class)) !== 0;
    if (!isType || this.#open.has(target) || this.#told.has(target)) return false;
    // What a file keeps to itself is a way of writing, and no name for others; what is internal is handed on and not looked into.
    return (target.declarations ?? []).some((declaration) => isOurs(declaration) && isExported(declaration) && !isInternal(declaration));
  }

  #target(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

/** The name by which a node uses a type. */
function nameIn(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) return ts.isQualifiedName(node.typeName) ? node.typeName.right : node.typeName;
  return ts.isExpressionWithTypeArguments(node) ? node.expression : undefined;
}

/** Private, or not for authors. */
function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node) && !ts.isTypeElement(node)) return false;
  const flags = ts.getCombinedModifierFlags(node as ts.Declaration);
  const isPrivate = node.name !== undefined && ts.isPrivateIdentifier(node.name);
  return isPrivate || (flags & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0 || isInternal(node);
}

function isInternal(node: ts.Node): boolean {
  return hasTag(node, "internal");
}

function hasTag(node: ts.Node, name: string): boolean {
  return ts.getJSDocTags(node).some((tag) => tag.tagName.text === name);
}

function isExported(declaration: ts.Declaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}

function isOurs(declaration: ts.Declaration): boolean {
  const { fileName } = declaration.getSourceFile();
  return fileName.includes("/packages/") && !fileName.includes("/node_modules/");
}
