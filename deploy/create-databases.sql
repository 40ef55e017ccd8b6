-- One database a service and one login for all of them, made when they are not there. Run by sqlcmd as sa; $(INKOOP_SQL_PASSWORD) comes from its environment.
IF SUSER_ID('inkoop') IS NULL
    CREATE LOGIN inkoop WITH PASSWORD = '$(INKOOP_SQL_PASSWORD)', CHECK_POLICY = ON;
ELSE
    ALTER LOGIN inkoop WITH PASSWORD = '$(INKOOP_SQL_PASSWORD)';
GO
DECLARE @name sysname, @sql nvarchar(max);
DECLARE names CURSOR LOCAL FAST_FORWARD FOR
    SELECT name FROM (VALUES ('inkoop_providers'), ('inkoop_contracts'), ('inkoop_money'), ('inkoop_dispositions'), ('inkoop_indicators'), ('inkoop_reviews')) AS wanted (name);
OPEN names;
FETCH NEXT FROM names INTO @name;
WHILE @@FETCH_STATUS = 0
BEGIN
    IF DB_ID(@name) IS NULL
    BEGIN
        SET @sql = 'CREATE DATABASE ' + QUOTENAME(@name) + ' COLLATE Latin1_General_100_CI_AS';
        EXEC (@sql);
    END;
    -- A reader sees one moment and waits for no writer; the services do not start without it. Also for a database that others made.
    IF EXISTS (SELECT 1 FROM sys.databases WHERE name = @name AND is_read_committed_snapshot_on = 0)
    BEGIN
        SET @sql = 'ALTER DATABASE ' + QUOTENAME(@name) + ' SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE';
        EXEC (@sql);
    END;
    SET @sql = 'USE ' + QUOTENAME(@name) + '; IF USER_ID(''inkoop'') IS NULL BEGIN CREATE USER inkoop FOR LOGIN inkoop; ALTER ROLE db_owner ADD MEMBER inkoop; END;';
    EXEC (@sql);
    FETCH NEXT FROM names INTO @name;
END;
GO
