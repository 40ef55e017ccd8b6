using Inkoop.Platform.Data;
using Inkoop.Platform.Log;
using Inkoop.Wire.Events;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Rebuilding;

/// <summary>A projection is built beside its live tables: whatever happens meanwhile, what takes their place holds every event once.</summary>
public sealed class RebuildTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task wherever_it_is_killed_it_goes_on_and_comes_to_what_grew_live(int seed)
    {
        var random = new Random(seed);
        await using var rig = await RebuildRig.StartAsync();
        var late = new List<(Guid, ProviderRegistered)>();
        for (var i = 0; i < 60; i++)
            await DeliverSomeAsync(rig.Happens(random));

        for (var kills = 0; ; kills++)
        {
            var last = random.Next(5, 25);
            try
            {
                var outcome = await rig.Rebuild(async sequence =>
                {
                    if (kills < 6 && --last == 0)
                        throw new IOException("killed");
                    // Beside it the world goes on: events happen, and come in late and twice.
                    if (random.Next(4) == 0)
                        await DeliverSomeAsync(rig.Happens(random));
                }).RunAsync(default);
                outcome.Applied.ShouldBe(rig.LogCount);
                break;
            }
            catch (IOException)
            {
                // the next start
            }
        }

        foreach (var one in late)
            await rig.DeliverAsync(one);
        (await rig.SumAsync()).ShouldBe(rig.LogCount);
        rig.Began.Count.ShouldBeGreaterThan(2);
        rig.Began.ShouldContain(after => after > 0, "it went on where it was");
        var built = await rig.DigestAsync();
        var again = await rig.Rebuild().RunAsync(default);
        (again.Before, again.After).ShouldBe((built, built));

        async Task DeliverSomeAsync((Guid, ProviderRegistered) one)
        {
            if (random.Next(4) == 0)
                late.Add(one);
            else
                await rig.DeliverAsync(one);
            if (late.Count > 0 && random.Next(3) == 0)
                await rig.DeliverAsync(late[random.Next(late.Count)]);
        }
    }

    [Fact]
    public async Task the_live_figures_stand_until_the_new_ones_take_their_place()
    {
        var random = new Random(7);
        await using var rig = await RebuildRig.StartAsync();
        for (var i = 0; i < 30; i++)
            await rig.DeliverAsync(rig.Happens(random));
        await rig.ExecuteAsync("UPDATE counted_sum SET number = number + 1000");

        var seen = new List<long>();
        var outcome = await rig.Rebuild(async sequence =>
        {
            if (sequence % 10 == 0)
                await rig.DeliverAsync(rig.Happens(random));
            if (rig.LogCount > 40)
                throw new InvalidOperationException("it never ends");
            seen.Add(await rig.SumAsync());
        }).RunAsync(default);

        seen[0].ShouldBe(1030);
        seen.SequenceEqual(seen.Order()).ShouldBeTrue("live figures take what comes in, and nothing else");
        (await rig.SumAsync()).ShouldBe(rig.LogCount);
        outcome.Before.ShouldNotBe(outcome.After);
        rig.Projection.TimesReplaced.ShouldBe(1, "what follows from other figures follows once");
    }

    [Fact]
    public async Task tables_come_back_with_their_keys_and_indexes_and_nothing_stays_beside_them()
    {
        await using var rig = await RebuildRig.StartAsync();
        var declared = await rig.DeclaredAsync();
        for (var time = 1; time <= 3; time++)
        {
            await rig.DeliverAsync(rig.Happens(new Random(time)));
            var outcome = await rig.Projection.RebuildAsync((_, _, after, _) => rig.ReadAsync(after), default);
            outcome.After.ShouldBe(outcome.Before);
            (await rig.DeclaredAsync()).ShouldBe(declared);
            (await rig.ScalarAsync("SELECT COUNT(*) FROM inbox")).ShouldBe(time, "what the tables of before had is forgotten");
        }

        rig.Projection.TimesReplaced.ShouldBe(0, "nothing changed");
    }

    [Fact]
    public async Task a_changed_shape_leaves_behind_what_the_code_does_not_know()
    {
        await using var rig = await RebuildRig.StartAsync();
        await rig.ExecuteAsync("ALTER TABLE counted_name ADD COLUMN legacy varchar(10) NULL");
        await rig.ExecuteAsync("CREATE INDEX ix_counted_name_legacy ON counted_name (legacy)");
        for (var i = 0; i < 20; i++)
            await rig.DeliverAsync(rig.Happens(new Random(i)));
        await rig.Rebuild().BeginAsync("test", default); // of the release before, killed before it read anything

        rig.Become(shape: 3);
        var schema = new Dictionary<string, string[]> { ["counted_name"] = ["provider_id", "version", "name"], ["counted_sum"] = ["kind", "number"] };
        var rebuild = rig.Rebuild(schema: schema);
        await rig.DeliverAsync(rig.Happens(new Random(99)));
        var outcome = await rebuild.RunAsync(default);

        (outcome.Before, outcome.After).ShouldBe(("", ""));
        (await rebuild.StateAsync(default))!.Shape.ShouldBe(3);
        (await rig.SumAsync()).ShouldBe(21);
        (await rig.ScalarAsync("SELECT COUNT(*) FROM pragma_table_info('counted_name') WHERE name = 'legacy'")).ShouldBe(0);
        (await rig.ScalarAsync("SELECT COUNT(*) FROM sqlite_master WHERE name LIKE '%legacy%' OR name LIKE '%next%'")).ShouldBe(0);
        rig.Projection.TimesReplaced.ShouldBe(1);
    }

    [Fact]
    public async Task one_begun_before_a_table_got_a_column_begins_anew()
    {
        await using var rig = await RebuildRig.StartAsync();
        await rig.DeliverAsync(rig.Happens(new Random(1)));
        var begun = await rig.Rebuild().BeginAsync("test", default);
        (await rig.Rebuild().BeginAsync("test", default)).ShouldBe(begun, "joined");
        await rig.ExecuteAsync("ALTER TABLE counted_name ADD COLUMN town varchar(10) NULL");

        await rig.Rebuild().RunAsync(default);

        (await rig.Rebuild().StateAsync(default))!.Generation.ShouldBe(begun + 1);
        (await rig.ScalarAsync("SELECT COUNT(*) FROM pragma_table_info('counted_name') WHERE name = 'town'")).ShouldBe(1);
    }

    [Fact]
    public async Task two_that_build_the_same_take_turns()
    {
        await using var rig = await RebuildRig.StartAsync();
        for (var i = 0; i < 50; i++)
            await rig.DeliverAsync(rig.Happens(new Random(i)));
        await Task.WhenAll(rig.Rebuild().RunAsync(default), rig.Rebuild(_ => Task.Delay(1)).RunAsync(default));
        (await rig.SumAsync()).ShouldBe(50);
    }

    public static TheoryData<string> Effects => ["emits", "writes"];

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task a_rebuild_tells_nothing_and_touches_nothing_else(string effect)
    {
        await using var rig = await RebuildRig.StartAsync(alsoDoes: work =>
        {
            if (effect == "writes")
                return work.ExecuteAsync("UPDATE lease SET expires_at = @Now WHERE name = 'x'", new { work.Now });
            work.Emit("x", 0, new CountedOnce());
            return Task.CompletedTask;
        });
        await rig.DeliverAsync(rig.Happens(new Random(1)));
        var told = await rig.ScalarAsync("SELECT COUNT(*) FROM event");

        await Should.ThrowAsync<InvalidOperationException>(() => rig.Rebuild().RunAsync(default));

        (await rig.ScalarAsync("SELECT COUNT(*) FROM event")).ShouldBe(told);
        (await rig.SumAsync()).ShouldBe(1);
    }

    [Fact]
    public void earlier_marks_say_which_shape_tables_were_filled_with()
    {
        string[] marks = ["filled:money-ledger:1", "filled:money-ledger:2", "filled:money-care:1"];
        Rebuilds.FilledShape("money-ledger", marks).ShouldBe(2);
        Rebuilds.FilledShape("money-care", marks).ShouldBe(1);
        Rebuilds.FilledShape("money-register", marks).ShouldBe(0);
    }

    [Fact]
    public void a_text_means_the_tables_beside_where_it_names_tables()
    {
        var beside = new BesideTables(new SqliteDialect("unused"), ["care", "care_stop"]);
        beside.Text("INSERT INTO care (care) SELECT s.care FROM care_stop s JOIN other o ON o.care = s.care WHERE NOT EXISTS (SELECT 1 FROM care WHERE care = 'care')")
            .ShouldBe("INSERT INTO care__next (care) SELECT s.care FROM care_stop__next s JOIN other o ON o.care = s.care WHERE NOT EXISTS (SELECT 1 FROM care__next WHERE care = 'care')");
        beside.Text("DELETE FROM care_stop WHERE care = 1").ShouldBe("DELETE FROM care_stop__next WHERE care = 1");
        foreach (var strange in new[] { "UPDATE other SET care = 1", "DELETE FROM other", "INSERT INTO other (a) SELECT 1 FROM care" })
            Should.Throw<InvalidOperationException>(() => beside.Text(strange));
        new BesideTables(new SqlServerDialect("Database=unused"), ["care"]).Text("UPDATE care SET a = 1").ShouldBe("UPDATE beside.care SET a = 1");
    }

    public sealed record CountedOnce;
}
