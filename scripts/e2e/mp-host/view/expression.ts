import { type Token, tokensOf } from './tokens';

/** What names stand for while a template is drawn: page data or a template's `data`, loop variables, script modules. */
export interface Scope {
  names: Record<string, unknown>;
  outer?: Scope;
}

/** An expression made ready: reads the scope, changes nothing. Names that nobody defined are undefined, as in WXML. */
export type Evaluate = (scope: Scope) => unknown;

const BINARY: Record<string, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '===': 3,
  '!==': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

type Operands = [left: never, right: never];
const COMPUTE: Record<string, (...operands: Operands) => unknown> = {
  // biome-ignore lint/suspicious/noDoubleEquals: the expression's own sign
  '==': (left, right) => left == right,
  // biome-ignore lint/suspicious/noDoubleEquals: the expression's own sign
  '!=': (left, right) => left != right,
  '===': (left, right) => left === right,
  '!==': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

const CONSTANTS: Record<string, unknown> = { true: true, false: false, null: null, undefined: undefined };

/** Compiles what stands between `{{` and `}}`. Throws on anything that the vendors' expressions do not have. */
export function compileExpression(source: string): Evaluate {
  const parser = new Parser(tokensOf(source), source);
  const evaluate = parser.expression();
  parser.end();
  return evaluate;
}

/** Compiles a template's `data="{{i:item,c:c+1,...rest}}"`: an object literal without its braces. */
export function compileObject(source: string): (scope: Scope) => Record<string, unknown> {
  const parser = new Parser(tokensOf(source), source);
  const evaluate = parser.object('');
  parser.end();
  return evaluate as (scope: Scope) => Record<string, unknown>;
}

class Parser {
  private at = 0;
  constructor(
    private readonly tokens: Token[],
    private readonly source: string,
  ) {}

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }
  private is(sign: string): boolean {
    return this.token.kind === 'sign' && this.token.text === sign;
  }
  private accept(sign: string): boolean {
    if (!this.is(sign)) return false;
    this.at++;
    return true;
  }
  private expect(sign: string): void {
    if (!this.accept(sign)) this.refuse(`"${sign}" expected before "${this.token.text}"`);
  }
  private refuse(what: string): never {
    throw new Error(`${what} in {{${this.source}}}`);
  }
  end(): void {
    if (this.token.kind !== 'end') this.refuse(`"${this.token.text}" is not expected`);
  }

  expression(): Evaluate {
    const condition = this.binary(1);
    if (!this.accept('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    const no = this.expression();
    return (scope) => (condition(scope) ? yes(scope) : no(scope));
  }

  private binary(least: number): Evaluate {
    let left = this.unary();
    for (;;) {
      const sign = this.token.text;
      const strength = this.token.kind === 'sign' ? (BINARY[sign] ?? 0) : 0;
      if (strength < least) return left;
      this.at++;
      const [first, second] = [left, this.binary(strength + 1)];
      if (sign === '||') left = (scope) => first(scope) || second(scope);
      else if (sign === '&&') left = (scope) => first(scope) && second(scope);
      else {
        const compute = COMPUTE[sign] as (left: unknown, right: unknown) => unknown;
        left = (scope) => compute(first(scope), second(scope));
      }
    }
  }

  private unary(): Evaluate {
    for (const sign of ['!', '-', '+']) {
      if (!this.accept(sign)) continue;
      const value = this.unary();
      if (sign === '!') return (scope) => !value(scope);
      return sign === '-' ? (scope) => -(value(scope) as number) : (scope) => +(value(scope) as number);
    }
    return this.access(this.primary());
  }

  private access(start: Evaluate): Evaluate {
    let value = start;
    let holder: Evaluate | undefined;
    for (;;) {
      const [object, self] = [value, holder];
      if (this.accept('.')) {
        const name = this.token.kind === 'name' ? this.token.text : this.refuse('a name expected after "."');
        this.at++;
        holder = object;
        value = (scope) => member(object(scope), name);
      } else if (this.accept('[')) {
        const key = this.expression();
        this.expect(']');
        holder = object;
        value = (scope) => member(object(scope), key(scope) as string);
      } else if (this.accept('(')) {
        const given = this.list(')');
        holder = undefined;
        value = (scope) => {
          const called = object(scope);
          if (typeof called !== 'function') throw new Error(`{{${this.source}}} calls what is no script function`);
          return called.apply(
            self?.(scope),
            given.map((argument) => argument(scope)),
          );
        };
      } else return value;
    }
  }

  private primary(): Evaluate {
    const token = this.token;
    this.at++;
    if (token.kind === 'number' || token.kind === 'string') return () => token.value;
    if (token.kind === 'name') {
      if (token.text in CONSTANTS) return () => CONSTANTS[token.text];
      return (scope) => lookUp(scope, token.text);
    }
    if (token.text === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (token.text === '[') {
      const items = this.list(']');
      return (scope) => items.map((item) => item(scope));
    }
    if (token.text === '{') return this.object('}');
    this.at--;
    return this.refuse(token.kind === 'end' ? 'nothing stands' : `"${token.text}" is not expected`);
  }

  private list(close: string): Evaluate[] {
    const items: Evaluate[] = [];
    while (!this.accept(close)) {
      items.push(this.expression());
      if (!this.is(close)) this.expect(',');
    }
    return items;
  }

  /** Entries up to `close`; '' means up to the end. */
  object(close: string): Evaluate {
    const parts: ((scope: Scope, into: Record<string, unknown>) => void)[] = [];
    const isOver = () => (close === '' ? this.token.kind === 'end' : this.is(close));
    while (!isOver()) {
      if (this.accept('...')) {
        const spread = this.expression();
        parts.push((scope, into) => Object.assign(into, spread(scope)));
      } else {
        const { kind, text } = this.token;
        if (kind === 'sign') this.refuse(`"${text}" is no key`);
        this.at++;
        const value: Evaluate = this.accept(':') ? this.expression() : (scope) => lookUp(scope, text);
        parts.push((scope, into) => {
          into[text] = value(scope);
        });
      }
      if (!isOver()) this.expect(',');
    }
    if (close !== '') this.at++;
    return (scope) => {
      const made: Record<string, unknown> = {};
      for (const part of parts) part(scope, made);
      return made;
    };
  }
}

function lookUp(scope: Scope, name: string): unknown {
  for (let place: Scope | undefined = scope; place; place = place.outer)
    if (Object.hasOwn(place.names, name)) return place.names[name];
  return undefined;
}

/** Members of nothing are nothing: a template never throws for data that has not come yet. */
function member(object: unknown, name: string | number): unknown {
  if (object === null || object === undefined) return undefined;
  return (object as Record<string, unknown>)[name];
}
