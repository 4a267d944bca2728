import type { Sql } from "../adapters/postgres/connection.ts";

/**
 * The failing control: everybody reads who holds the call and, finding nobody, writes themselves.
 * Answers how many of the races had more than one winner.
 */
export async function naiveRaces(racers: Sql[], races: number): Promise<number> {
  const [first] = racers;
  if (first === undefined) throw new Error("nobody races");
  await first`create table naive_claims (id int primary key, holder int)`;
  let doubles = 0;
  for (let id = 0; id < races; id += 1) {
    await first`insert into naive_claims (id) values (${id})`;
    const won = await Promise.all(
      racers.map(async (sql, me) => {
        const [row] = await sql<
          { holder: number | null }[]
        >`select holder from naive_claims where id = ${id}`;
        if (row?.holder !== null) return false;
        await sql`update naive_claims set holder = ${me} where id = ${id}`;
        return true;
      }),
    );
    if (won.filter(Boolean).length > 1) doubles += 1;
  }
  await first`drop table naive_claims`;
  return doubles;
}
