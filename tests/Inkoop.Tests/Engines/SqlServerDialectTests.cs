using System.Data;
using Inkoop.Platform.Data;
using Microsoft.Data.SqlClient;
using Shouldly;
using Xunit;

namespace Inkoop.Tests.Engines;

/// <summary>What can be known of the SQL Server side without a server.</summary>
public sealed class SqlServerDialectTests
{
    [Theory]
    [InlineData("Sever=sql;Database=inkoop_x;Password=geheim", "sever")]
    [InlineData("Server=sql;Database=inkoop_x;Connect Timeout=lang;Password=geheim", "Inkoop:Database")]
    [InlineData("sqllite", "of geef sqlite op")]
    [InlineData("Server=sql;Password=geheim", "noemt geen database")]
    public void a_connection_string_with_a_fault_is_refused_with_what_to_do_and_without_its_password(string text, string says)
    {
        var sentence = Should.Throw<DatabaseUnusable>(() => new SqlServerDialect(text)).Message;
        sentence.ShouldContain(says);
        sentence.ShouldNotContain("geheim");
        sentence.ShouldNotContain('\n');
    }

    [Fact]
    public void the_pool_is_bounded_and_named_after_the_service_unless_the_operator_says_otherwise()
    {
        var ours = new SqlConnectionStringBuilder(new SqlServerDialect("Server=sql;Database=inkoop_reviews", "reviews").ConnectionString);
        (ours.ApplicationName, ours.MaxPoolSize).ShouldBe(("inkoop-reviews", 64));
        var theirs = new SqlConnectionStringBuilder(new SqlServerDialect("Server=sql;Database=inkoop_reviews;Application Name=regio;Max Pool Size=9", "reviews").ConnectionString);
        (theirs.ApplicationName, theirs.MaxPoolSize).ShouldBe(("regio", 9));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(-3)]
    [InlineData(-999)]
    public void a_lock_that_was_not_given_stops_the_migration(int answer) => Should.Throw<DatabaseUnusable>(() => SqlServerDialect.RequireLock(answer)).Message.ShouldContain("start opnieuw");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void a_lock_that_was_given_at_once_or_after_waiting_lets_it_go_on(int answer) => SqlServerDialect.RequireLock(answer);

    [Fact]
    public void a_catalog_whose_readers_wait_for_writers_is_refused_with_the_statement_that_mends_it() =>
        Should.Throw<DatabaseUnusable>(() => SqlServerDialect.RequireSnapshot("inkoop_reviews", isOn: false)).Message.ShouldContain("ALTER DATABASE [inkoop_reviews] SET READ_COMMITTED_SNAPSHOT ON");

    [Theory]
    [InlineData(1205, true)]
    [InlineData(-2, true)]
    [InlineData(10054, true)]
    [InlineData(2627, false)]
    [InlineData(207, false)]
    public void deadlocks_time_outs_and_lost_connections_are_tried_again_and_faults_are_not(int number, bool transient) => SqlServerDialect.IsTransientNumber(number).ShouldBe(transient);

    [Fact]
    public void plain_text_goes_as_varchar_and_other_text_as_nvarchar()
    {
        var (plain, other) = (SqlServerDialect.Parameter("@a", typeof(string), "Aanvraag-1"), SqlServerDialect.Parameter("@b", typeof(string), "жжж"));
        SqlServerCommand.Type(plain);
        SqlServerCommand.Type(other);
        (plain.SqlDbType, other.SqlDbType).ShouldBe((SqlDbType.VarChar, SqlDbType.NVarChar));
    }

    [Theory]
    [InlineData(typeof(byte[]), SqlDbType.VarBinary)]
    [InlineData(typeof(DateOnly?), SqlDbType.Date)]
    [InlineData(typeof(DateTimeOffset?), SqlDbType.DateTimeOffset)]
    [InlineData(typeof(long?), SqlDbType.BigInt)]
    [InlineData(typeof(int?), SqlDbType.Int)]
    [InlineData(typeof(Guid?), SqlDbType.Char)]
    [InlineData(typeof(string), SqlDbType.NVarChar)]
    public void nothing_is_sent_with_the_type_of_what_is_not_there(Type type, SqlDbType sent)
    {
        var parameter = SqlServerDialect.Parameter("@a", type, null);
        (parameter.SqlDbType, parameter.Value).ShouldBe((sent, DBNull.Value));
    }
}
