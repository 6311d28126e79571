/* One value that outlives a reload of the page, in the browser's own store. Where there is none (a private window,
   a policy), it lives as long as the page. */

export function shelfFor(name) {
  const label = `lobby/${name}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(label));
      } catch {
        return null;
      }
    },
    write(value) {
      try {
        if (value === null) localStorage.removeItem(label);
        else localStorage.setItem(label, JSON.stringify(value));
      } catch {
        /* full or forbidden: the page itself still has it */
      }
    },
  };
}
