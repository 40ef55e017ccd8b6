using Xunit;

namespace Inkoop.Tests.Engines;

public sealed class SqliteCompliance : DatabaseCompliance<SqliteEngine>
{
    [Fact]
    public override Task values_come_back_as_they_went() => base.values_come_back_as_they_went();

    [Fact]
    public override Task a_change_that_throws_leaves_nothing() => base.a_change_that_throws_leaves_nothing();

    [Fact]
    public override Task a_duplicate_key_is_recognised() => base.a_duplicate_key_is_recognised();

    [Fact]
    public override Task search_takes_percent_and_underscore_as_themselves() => base.search_takes_percent_and_underscore_as_themselves();

    [Fact]
    public override Task a_page_is_a_part_of_the_order() => base.a_page_is_a_part_of_the_order();

    [Fact]
    public override Task days_compare_as_days() => base.days_compare_as_days();

    [Fact]
    public override Task migrating_twice_does_nothing_the_second_time() => base.migrating_twice_does_nothing_the_second_time();

    [Fact]
    public override Task an_edited_migration_is_refused() => base.an_edited_migration_is_refused();

    [Fact]
    public override Task a_column_dropped_by_other_hands_is_found() => base.a_column_dropped_by_other_hands_is_found();

    [Fact]
    public override Task writers_at_once_all_land() => base.writers_at_once_all_land();
}
