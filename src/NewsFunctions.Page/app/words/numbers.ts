const whole = new Intl.NumberFormat('en');

export function num(n: number): string {
  return whole.format(n);
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${num(n)} ${n === 1 ? one : many}`;
}

/** Formats a share. Never rounds a part to 0 % or an incomplete share to 100 %. */
export function percent(part: number, total: number): string {
  if (total === 0 || part === 0) {
    return 'none';
  }
  if (part === total) {
    return 'all';
  }
  const share = (100 * part) / total;
  return share < 1 ? 'under 1 %' : share > 99 ? 'over 99 %' : `${Math.round(share)} %`;
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

export function bytes(n: number): string {
  let unit = 0;
  let value = n;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? count(n, 'byte') : `${value < 10 ? value.toFixed(1) : num(Math.round(value))} ${units[unit]}`;
}

/** Joins parts: "a", "a and b", "a, b and c". */
export function listing(parts: string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
