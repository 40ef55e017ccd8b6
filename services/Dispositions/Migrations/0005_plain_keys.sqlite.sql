-- SQLite tells keys apart byte by byte already; its twin makes SQL Server do so.
SELECT 1;
