/** Takes events one at a time, also those that come while one is being performed. */
export function createTurnQueue<E>(take: (event: E) => void): (event: E) => void {
  const queue: E[] = [];
  let draining = false;
  return (event) => {
    queue.push(event);
    if (draining) return;
    draining = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) take(next);
    draining = false;
  };
}
