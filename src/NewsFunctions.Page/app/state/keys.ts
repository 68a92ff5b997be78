import { useEffect } from 'preact/hooks';

/** Marks the elements that j and k step through. */
export const itemAttribute = 'data-item';

/** Marks the button that c presses. The focused item's button comes first, then the first one of the view. */
export const checkAttribute = 'data-check';

/** Handles the global keys: / searches, j and k step, c checks, Esc goes back. */
export function useKeys(goBack: () => void): void {
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if (e.altKey || e.ctrlKey || e.metaKey || e.defaultPrevented) {
        return;
      }
      if (e.key === 'Escape') {
        if (isTyping(e.target)) {
          (e.target as HTMLElement).blur();
        } else {
          goBack();
        }
        return;
      }
      if (isTyping(e.target)) {
        return;
      }
      if (e.key === '/') {
        document.querySelector<HTMLInputElement>('#search')?.focus();
      } else if (e.key === 'j' || e.key === 'k') {
        step(e.key === 'j' ? 1 : -1);
      } else if (e.key === 'c') {
        check();
      } else {
        return;
      }
      e.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [goBack]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}

function step(by: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>(`[${itemAttribute}]`)];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  const target = next?.matches('a, button, [tabindex]') ? next : next?.querySelector<HTMLElement>('a, button');
  target?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function check(): void {
  const within = document.activeElement?.closest(`[${itemAttribute}]`);
  const button = within?.querySelector<HTMLElement>(`[${checkAttribute}]`) ?? document.querySelector<HTMLElement>(`[${checkAttribute}]`);
  button?.click();
}
