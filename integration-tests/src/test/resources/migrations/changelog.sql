--liquibase formatted sql
--changeset tests:1
CREATE TABLE invoices(id INT PRIMARY KEY);
GRANT SELECT ON invoices TO orders_app;
