/** `root.cn.[0].cn.[3].v`, `a.b[2]`, `a["x"]` → the steps. Throws on a path that the vendors refuse. */
export function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const pattern = /\.?\[(\d+)\]|\.?([^.[\]]+)/y;
  let at = 0;
  while (at < path.length) {
    pattern.lastIndex = at;
    const found = pattern.exec(path);
    if (!found) throw new Error(`setData: the path "${path}" is not valid`);
    steps.push(found[1] === undefined ? (found[2] as string) : Number(found[1]));
    at += found[0].length;
  }
  if (steps.length === 0) throw new Error('setData: a path is empty');
  return steps;
}

/** Puts a value where the path leads; what is missing on the way is made: a list before a number, an object before a name. */
export function putAt(data: object, path: string, value: unknown): void {
  const steps = stepsOf(path);
  let place = data as Record<string | number, unknown>;
  for (let at = 0; at < steps.length - 1; at++) {
    const step = steps[at] as string | number;
    const inner = place[step];
    if (typeof inner !== 'object' || inner === null) place[step] = typeof steps[at + 1] === 'number' ? [] : {};
    place = place[step] as Record<string | number, unknown>;
  }
  place[steps.at(-1) as string | number] = value;
}
